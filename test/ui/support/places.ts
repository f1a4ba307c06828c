import type { Page } from '@playwright/test';
import { dialog, press, type Place } from './place.ts';
import { routingPlaces } from './routing-places.ts';
import { settingsPlaces } from './settings-places.ts';

const startPlaces: readonly Place[] = [
  { name: 'first-run', path: '/start' },
  { name: 'first-call', path: '/start', reach: press(/^Use the demo$/) },
  { name: 'missing-page', path: '/nowhere' },
  dialog('palette', '/connections', (page) => page.keyboard.press('Control+k')),
];

const connectionPlaces: readonly Place[] = [
  { name: 'connections', path: '/connections' },
  { name: 'failed-test', path: '/connections', reach: press(/^Test.*Groq/) },
  { name: 'connection', path: '/connections/openai-personal' },
  dialog('add-connection', '/add-connection'),
  dialog('choose-provider', '/add-connection', chooseProvider),
  dialog('failed-check', '/add-connection', enterDeadAddress),
  dialog('rotate-key', '/connections', press(/^Rotate.*OpenAI/)),
  dialog('disconnect', '/connections', press(/^Disconnect.*OpenAI/)),
];

const keyPlaces: readonly Place[] = [
  { name: 'virtual-keys', path: '/keys' },
  { name: 'virtual-key', path: '/keys', reach: showKey },
  dialog('new-key', '/new-key'),
  dialog('shown-once', '/new-key', makeKey),
  dialog('regenerate-key', '/keys', press(/^Regenerate.*Zed/)),
  dialog('revoke-key', '/keys', press(/^Revoke.*Zed/)),
];

const activityPlaces: readonly Place[] = [
  { name: 'activity', path: '/activity' },
  dialog('call', '/activity', press(/^Details/)),
  { name: 'audit-log', path: '/activity/log' },
  { name: 'usage', path: '/usage', reach: (page) => page.locator('canvas').waitFor() },
  ...routingPlaces,
];

/** What is looked at, part by part. */
export const places = {
  'the first run': startPlaces,
  connections: connectionPlaces,
  'virtual keys': keyPlaces,
  'activity, usage and routing': activityPlaces,
  settings: settingsPlaces,
} satisfies Readonly<Record<string, readonly Place[]>>;

/** Opens a place, whatever was open before, and waits until it is all there. */
export async function goTo(page: Page, { path, reach }: Place): Promise<void> {
  const palette = page.locator('.palette');
  if (await palette.isVisible()) {
    await page.keyboard.press('Escape');
    await palette.waitFor({ state: 'detached' });
  }
  await page.evaluate(() => {
    window.location.hash = '/nowhere';
  });
  const nowhere = page.locator('h1', { hasText: 'There is no such page' });
  await nowhere.waitFor();
  if (path !== '/nowhere') {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, path);
    await nowhere.waitFor({ state: 'detached' });
    await page.locator('h1').waitFor({ state: 'attached' });
  }
  await reach?.(page);
  await settle(page);
}

/** Until what was asked for is shown and stands still. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await page.waitForFunction(
    () =>
      document.querySelector('.progress') === null &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}

async function chooseProvider(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Provider' }).fill('mi');
  await page.getByRole('option').first().waitFor();
}

/** At a port nobody listens on. */
async function enterDeadAddress(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Provider' }).fill('self');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Base URL' }).fill('http://127.0.0.1:9/v1');
  await page.getByRole('button', { name: 'Check and connect' }).click();
  await page.getByRole('alert').waitFor();
}

async function showKey(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Coding agent' }).click();
  await page.getByRole('heading', { name: 'Coding agent' }).waitFor();
}

async function makeKey(page: Page): Promise<void> {
  await page.getByLabel('Label').fill('Editor');
  await page.keyboard.press('Enter');
  await page.locator('.tag-large').waitFor();
}
