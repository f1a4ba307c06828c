import type { Page } from '@playwright/test';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openAskingApp, type AskingApp } from '../support/desktop/asking-app.ts';
import { addDemoCaller } from '../support/desktop/demo-caller.ts';
import type { Desktop } from '../support/desktop/desktop.ts';
import { launchDesktop, launchSharedDesktop } from '../support/desktop/launch-desktop.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';

let desktop: Desktop;

beforeAll(async () => {
  desktop = await launchSharedDesktop({ args: ['--hidden'] });
  await trayOf(desktop).until(RUNNING);
  await addDemoCaller(desktop);
});

const openWindows = async (): Promise<number> => (await desktop.remote.windows()).length;

afterEach(async () => {
  for (let open = await openWindows(); open > 0; open -= 1) {
    // oxlint-disable-next-line no-await-in-loop -- one window after the other
    await desktop.remote.closeWindow();
  }
});

/** The keys made for apps since the test began. */
async function appKeys(app: AskingApp): Promise<readonly { readonly status: string }[]> {
  const { virtual_keys: keys } = await desktop.client.call('virtual_keys.list', {});
  return keys.filter((key) => key.app === app.name);
}

const approve = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Give it a key' }).click();

const outcome = (page: Page): Promise<string> => page.getByRole('status').innerText();

test('shows everything an app asks for, and grants nothing without a click', async () => {
  const app = await openAskingApp();
  await desktop.deepLink(
    app.link({
      models: 'gpt-*,demo',
      connections: 'demo',
      expires: '30d',
      budget: '5/day',
      rpm: '60',
    }),
  );
  const page = await desktop.page('approval');
  await page.getByRole('heading', { name: `May ${app.name} have a virtual key?` }).waitFor();
  const shown = await page.locator('dl').innerText();
  for (const part of ['gpt-*', 'demo', '$5.00 a day', '60', 'Ends', app.callback]) {
    expect(shown).toContain(part);
  }
  await page.getByRole('button', { name: 'Give it a key', disabled: false }).waitFor();
  expect(app.told).toEqual([]);
  expect(await appKeys(app)).toEqual([]);
});

test('says of what is left open that it is without limit', async () => {
  const app = await openAskingApp();
  await desktop.deepLink(app.link());
  const page = await desktop.page('approval');
  await page.getByRole('heading', { name: app.name }).waitFor();
  expect(await page.locator('dd.wide').allInnerTexts()).toEqual([
    'all of them',
    'all of them',
    'without limit',
    'without limit',
    'without limit',
    'never',
  ]);
});

test('gives the app a key of its own once the user says so', async () => {
  const app = await openAskingApp();
  await desktop.deepLink(app.link({ models: 'demo', expires: '12h', budget: '2/day' }));
  const page = await desktop.page('approval');
  await approve(page);
  await expect.poll(() => outcome(page)).toContain(`${app.name} has a key now`);
  expect(app.told).toEqual([
    { state: 'state-of-the-app', code: expect.stringMatching(/^[\w-]{43}$/) },
    expect.objectContaining({
      state: 'state-of-the-app',
      virtual_key: expect.stringMatching(/^sk-lp-/),
      base_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    }),
  ]);
  expect(await appKeys(app)).toMatchObject([
    { label: app.name, allowed_models: ['demo'], budgets: [{ usd: 2, per: 'day' }] },
  ]);
  const base = String(app.told[1]?.['base_url']);
  const response = await fetch(`${base}/v1/models`, {
    headers: { authorization: `Bearer ${String(app.told[1]?.['virtual_key'])}` },
  });
  expect(response.status).toBe(200);
  // The page itself never had it.
  expect(await page.content()).not.toContain(String(app.told[1]?.['virtual_key']));
});

test('tells the app that the user refused, and makes no key', async () => {
  const app = await openAskingApp();
  await desktop.deepLink(app.link());
  const page = await desktop.page('approval');
  await page.getByRole('button', { name: 'Refuse' }).click();
  await expect.poll(() => outcome(page)).toContain('Refused.');
  expect(app.told).toEqual([{ state: 'state-of-the-app', error: 'access_denied' }]);
  expect(await appKeys(app)).toEqual([]);
});

test('closing the window is a refusal', async () => {
  const app = await openAskingApp();
  await desktop.deepLink(app.link());
  await desktop.page('approval');
  await desktop.remote.closeWindow();
  await expect
    .poll(() => app.told)
    .toEqual([{ state: 'state-of-the-app', error: 'access_denied' }]);
  expect(await appKeys(app)).toEqual([]);
});

test('a program that took the port but did not make the link gets no key', async () => {
  const app = await openAskingApp();
  app.pretend('x'.repeat(43));
  await desktop.deepLink(app.link());
  const page = await desktop.page('approval');
  await approve(page);
  await expect.poll(() => outcome(page)).toContain('is not the one that asked');
  expect(app.told).toHaveLength(1);
  expect(await appKeys(app)).toEqual([]);
});

test('a key the app did not take is revoked', async () => {
  const app = await openAskingApp();
  app.refuseKeys();
  await desktop.deepLink(app.link());
  const page = await desktop.page('approval');
  await approve(page);
  await expect.poll(() => outcome(page)).toContain('did not take what it was sent');
  expect(await appKeys(app)).toMatchObject([{ status: 'revoked' }]);
});

test('an answered question cannot be answered again', async () => {
  const app = await openAskingApp();
  await desktop.deepLink(app.link());
  const page = await desktop.page('approval');
  await page.getByRole('button', { name: 'Refuse' }).click();
  await expect.poll(() => outcome(page)).toContain('Refused.');
  const again = `window.latchport.shell('approval.decide', { is_approved: true })`;
  expect(await page.evaluate(again)).toMatchObject({
    isOk: false,
    error: { code: 'approval_over' },
  });
  expect(await appKeys(app)).toEqual([]);
});

test('the approval page can do nothing else', async () => {
  await desktop.deepLink((await openAskingApp()).link());
  const page = await desktop.page('approval');
  for (const call of [`management('status', {})`, `shell('settings.read', {})`]) {
    // oxlint-disable-next-line no-await-in-loop -- two calls
    expect(await page.evaluate(`window.latchport.${call}`)).toMatchObject({
      isOk: false,
      error: { code: 'bridge_sender_foreign' },
    });
  }
});

test('a link that is not as it must be is refused with a note, and nobody is asked', async () => {
  const app = await openAskingApp();
  await desktop.deepLink(app.link({ callback: 'http://evil.example:80/' }));
  await expect
    .poll(() => desktop.remote.notifications())
    .toContainEqual({
      title: 'A link was refused',
      body: expect.stringContaining('its callback is not http://127.0.0.1'),
    });
  expect(await desktop.remote.windows()).toEqual([]);
});

test('a link is taken also by the start that it causes', async () => {
  const app = await openAskingApp();
  const starting = await launchDesktop({ args: [app.link()] });
  const page = await starting.page('approval');
  await expect.poll(() => page.locator('h1').innerText()).toContain(app.name);
});

test('many links at once open few windows', async () => {
  const app = await openAskingApp();
  for (let i = 0; i < 5; i += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each is a start of its own
    await desktop.deepLink(app.link());
  }
  await desktop.page('approval');
  expect(await desktop.remote.windows()).toHaveLength(3);
});
