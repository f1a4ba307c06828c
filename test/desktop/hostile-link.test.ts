/** T19: links that would hide what they do, or do it without the user. */
import type { Page } from '@playwright/test';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAskingApp, type AskingApp } from '../support/desktop/asking-app.ts';
import type { Desktop } from '../support/desktop/desktop.ts';
import { launchDesktop, launchSharedDesktop } from '../support/desktop/launch-desktop.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';

let desktop: Desktop;
let app: AskingApp;

beforeAll(async () => {
  desktop = await launchSharedDesktop({ args: ['--hidden'] });
  await trayOf(desktop).until(RUNNING);
});

beforeEach(async () => {
  app = await openAskingApp();
});

afterEach(async () => {
  for (let open = (await desktop.remote.windows()).length; open > 0; open -= 1) {
    // oxlint-disable-next-line no-await-in-loop -- one window after the other
    await desktop.remote.closeWindow();
  }
});

/** What the keys made for the app may spend. */
async function spending(): Promise<readonly (readonly number[])[]> {
  const { virtual_keys: keys } = await desktop.client.call('virtual_keys.list', {});
  const own = keys.filter((key) => key.app === app.name);
  return own.map(({ budgets }) => budgets.map(({ usd }) => usd));
}

async function asked(more?: Readonly<Record<string, string>>): Promise<Page> {
  await desktop.deepLink(app.link(more));
  const page = await desktop.page('approval');
  await page.getByRole('heading', { name: app.name }).waitFor();
  return page;
}

test('a grant of everything is not hidden among small ones', async () => {
  const page = await asked({ models: 'gpt-4o-mini,*', connections: 'demo', budget: '1/day' });
  const wide = await page.locator('dd.wide').allInnerTexts();
  expect(wide[0]).toBe('all of them');
  expect(await page.locator('dl').innerText()).not.toContain('gpt-4o-mini');
});

test('a script that clicks, and a key that was being typed, grant nothing', async () => {
  const page = await asked();
  await page.locator('#approve:enabled').waitFor();
  await page.evaluate(`document.querySelector('#approve').click()`);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  expect(await page.locator('#outcome').textContent()).toBe('');
  expect(app.told).toEqual([]);
  expect(await spending()).toEqual([]);
});

test('a later link changes nothing in the window of an earlier one', async () => {
  const page = await asked({ models: 'demo', budget: '1/day' });
  const before = await page.locator('main').innerText();
  await desktop.deepLink(app.link({ budget: '9999/day' }));
  await expect.poll(async () => (await desktop.remote.windows()).length).toBe(2);
  expect(await page.locator('main').innerText()).toBe(before);
  await page.locator('#approve:enabled').click();
  await expect.poll(() => page.getByRole('status').innerText()).toContain('has a key now');
  expect(await spending()).toEqual([[1]]);
});

test('the settings page cannot ask for a key that way', async () => {
  const opened = await launchDesktop();
  const page = await opened.page('ui');
  await page.getByRole('heading').first().waitFor();
  const link = JSON.stringify(app.link());
  await page.evaluate(`void window.open(${link})`);
  await page.evaluate(`window.location.href = ${link}`);
  const call = `window.latchport.shell('open_link', { address: ${link} })`;
  expect(await page.evaluate(call)).toMatchObject({ error: { code: 'link_not_allowed' } });
  expect(await opened.remote.windows()).toHaveLength(1);
  expect(await opened.remote.openedLinks()).toEqual([]);
  expect(app.told).toEqual([]);
});

test.each([
  ['a callback that is another machine', { callback: 'http://127.0.0.1@evil.example:80/' }],
  ['a name nobody sees', { app: '\u{3164}' }],
  ['a name that turns the question around', { app: 'Safe \u{202E}elbisivni' }],
  ['markup', { models: '<img src=x onerror=alert(1)>' }],
  ['more than would be shown', { role: 'admin' }],
])('with %s is refused, and the note repeats nothing of it', async (_what, change) => {
  const { length } = await desktop.remote.notifications();
  await desktop.deepLink(app.link(change));
  await expect.poll(async () => (await desktop.remote.notifications()).length).toBe(length + 1);
  const note = (await desktop.remote.notifications()).at(-1);
  expect(note?.title).toBe('A link was refused');
  for (const text of Object.values(change)) expect(note?.body).not.toContain(text);
  expect(await desktop.remote.windows()).toEqual([]);
  expect(app.told).toEqual([]);
});
