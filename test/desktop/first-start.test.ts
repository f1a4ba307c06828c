import { expect, test } from 'vitest';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';
import { waitForApp } from '../support/desktop/wait-for-app.ts';

test('starts an engine, opens the settings page, and says in the tray where it runs', async () => {
  const desktop = await launchDesktop();
  const page = await desktop.page('ui');
  await page.getByRole('heading').first().waitFor();
  const tray = trayOf(desktop);
  await tray.until(RUNNING);
  const { proxy, browser } = await desktop.client.call('status', {});
  expect(await tray.state()).toBe(`Running on ${proxy.addresses[0]?.replace('http://', '')}`);
  // The desktop app needs no door for browsers.
  expect(browser.address).toBeNull();
  expect(await desktop.quit()).toBe(0);
  expect(desktop.stderr()).toBe('');
});

test('shows nothing but the tray when the system starts it at login', async () => {
  const desktop = await launchDesktop({ args: ['--hidden'] });
  await trayOf(desktop).until(RUNNING);
  expect(await desktop.remote.windows()).toEqual([]);
  await desktop.remote.clickTrayIcon();
  await desktop.page('ui');
});

test('a second start brings the first to the front and ends', async () => {
  const desktop = await launchDesktop();
  await desktop.page('ui');
  const { pid } = await desktop.client.call('status', {});
  await desktop.remote.closeWindow();
  const [before] = await desktop.remote.windows();
  expect(before).toMatchObject({ isVisible: false });
  expect(await desktop.startAgain()).toBe(0);
  await waitForApp('the window is back', async () => {
    const [window] = await desktop.remote.windows();
    return window?.isVisible === true && window.timesFocused > (before?.timesFocused ?? 0);
  });
  expect(await desktop.remote.windows()).toHaveLength(1);
  expect((await desktop.client.call('status', {})).pid).toBe(pid);
});
