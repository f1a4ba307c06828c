/** T19: links that would hide what they do, or do it without the user. */
import type { Page } from '@playwright/test';
import { beforeEach, expect, test } from 'vitest';
import { openAskingApp, type AskingApp } from '../support/desktop/asking-app.ts';
import type { Desktop } from '../support/desktop/desktop.ts';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';

let desktop: Desktop;
let app: AskingApp;

beforeEach(async () => {
  desktop = await launchDesktop({ args: ['--hidden'] });
  await trayOf(desktop).until(RUNNING);
  app = await openAskingApp();
});

const keysMade = async (): Promise<number> =>
  (await desktop.client.call('virtual_keys.list', {})).virtual_keys.length;

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
  expect(await keysMade()).toBe(0);
});

test('a later link changes nothing in the window of an earlier one', async () => {
  const page = await asked({ models: 'demo', budget: '1/day' });
  const before = await page.locator('main').innerText();
  await desktop.deepLink(app.link({ budget: '9999/day' }));
  await expect.poll(async () => (await desktop.remote.windows()).length).toBe(2);
  expect(await page.locator('main').innerText()).toBe(before);
  await page.locator('#approve:enabled').click();
  await expect.poll(() => page.getByRole('status').innerText()).toContain('has a key now');
  const { virtual_keys: keys } = await desktop.client.call('virtual_keys.list', {});
  expect(keys.map(({ budgets }) => budgets.map(({ usd }) => usd))).toEqual([[1]]);
});

test('the settings page cannot ask for a key that way', async () => {
  await desktop.remote.clickTrayIcon();
  const page = await desktop.page('ui');
  await page.getByRole('heading').first().waitFor();
  const link = JSON.stringify(app.link());
  await page.evaluate(`void window.open(${link})`);
  await page.evaluate(`window.location.href = ${link}`);
  const opened = `window.latchport.shell('open_link', { address: ${link} })`;
  expect(await page.evaluate(opened)).toMatchObject({ error: { code: 'link_not_allowed' } });
  expect(await desktop.remote.windows()).toHaveLength(1);
  expect(await desktop.remote.openedLinks()).toEqual([]);
  expect(app.told).toEqual([]);
});

test.each([
  ['a callback that is another machine', { callback: 'http://127.0.0.1@evil.example:80/' }],
  ['a name nobody sees', { app: '\u{3164}' }],
  ['a name that turns the question around', { app: 'Safe \u{202E}elbisivni' }],
  ['markup', { models: '<img src=x onerror=alert(1)>' }],
  ['more than would be shown', { role: 'admin' }],
])('with %s is refused, and the note repeats nothing of it', async (_what, change) => {
  await desktop.deepLink(app.link(change));
  await expect.poll(async () => (await desktop.remote.notifications()).length).toBe(1);
  const [note] = await desktop.remote.notifications();
  expect(note?.title).toBe('A link was refused');
  for (const text of Object.values(change)) expect(note?.body).not.toContain(text);
  expect(await desktop.remote.windows()).toEqual([]);
  expect(app.told).toEqual([]);
});
