/**
 * What only real Electron can show; skipped, and counted as that, where its runtime is not.
 * `test/support/desktop/only-electron.ts` lists the same for whoever reads the run.
 */
import { expect, test } from 'vitest';
import { driverName } from '../support/desktop/driver.ts';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';

const isStandIn = driverName !== 'electron';

test.skipIf(isStandIn)("the pages run in Chromium's sandbox", async () => {
  const desktop = await launchDesktop();
  await desktop.page('ui');
  // Root has no sandbox to be in (Chromium's --no-sandbox).
  expect(await desktop.remote.areRenderersSandboxed()).toBe(process.getuid?.() !== 0);
});

test.skipIf(isStandIn)('the page and its preload live in worlds apart', async () => {
  const desktop = await launchDesktop();
  const page = await desktop.page('ui');
  expect(await page.evaluate(`[typeof require, typeof process, typeof module]`)).toEqual([
    'undefined',
    'undefined',
    'undefined',
  ]);
  expect(await page.evaluate(`Object.isFrozen(window.latchport)`)).toBe(true);
});

test.skipIf(isStandIn)('the private scheme is a secure origin of its own', async () => {
  const desktop = await launchDesktop();
  const page = await desktop.page('ui');
  expect(await page.evaluate(`[window.origin, window.isSecureContext]`)).toEqual([
    'latchport-app://ui',
    true,
  ]);
});

test.skipIf(isStandIn)('a permission a page asks for is refused by Chromium itself', async () => {
  const desktop = await launchDesktop();
  const page = await desktop.page('ui');
  const asked = `navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', ({ name }) => name)`;
  expect(await page.evaluate(asked)).toBe('NotAllowedError');
});
