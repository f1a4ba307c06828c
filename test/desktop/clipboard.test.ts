/** T24: what another program finds on the clipboard after a key was copied. */
import { expect, test } from 'vitest';
import type { Desktop } from '../support/desktop/desktop.ts';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';
import { newHome } from '../support/desktop/new-home.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';

/** As the page asks for it. */
async function copy(desktop: Desktop, text: string, isKey: boolean): Promise<void> {
  const page = await desktop.page('ui');
  const call = `window.latchport.shell('copy', ${JSON.stringify({ text, is_key: isKey })})`;
  expect(await page.evaluate(call)).toEqual({ isOk: true });
  expect(await desktop.remote.clipboard()).toBe(text);
}

/** Copies with one app, quits it, and looks with the next. */
async function leftBehind(text: string, isKey: boolean, since?: string): Promise<string> {
  const home = await newHome();
  const first = await launchDesktop({ home });
  await copy(first, text, isKey);
  if (since !== undefined) await first.remote.copy(since);
  expect(await first.quit()).toBe(0);
  const second = await launchDesktop({ home, args: ['--hidden'] });
  await trayOf(second).until(RUNNING);
  return second.remote.clipboard();
}

const KEY = 'sk-lp-3fA9bc0DeFgHiJkLmNoPqRsTuVwXyZ';

test('a copied key leaves it with the app', async () => {
  expect(await leftBehind(KEY, true)).toBe('');
});

test('so does a text with a key in it, of which the page says that it has none', async () => {
  expect(await leftBehind(`export OPENAI_API_KEY=${KEY}\n`, false)).toBe('');
});

test('what is no key stays, and so does what the user copied since', async () => {
  expect(await leftBehind('http://127.0.0.1:6174/v1', false)).toBe('http://127.0.0.1:6174/v1');
  expect(await leftBehind(KEY, true, 'a shopping list')).toBe('a shopping list');
});
