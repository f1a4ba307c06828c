import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';
import { newHome } from '../support/desktop/new-home.ts';
import { RUNNING, trayOf } from '../support/desktop/tray-of.ts';

// Elsewhere the system keeps it, where a test must not change it.
test.runIf(process.platform === 'linux')(
  'starts at login by an entry in the autostart folder',
  async () => {
    const desktop = await launchDesktop({ args: ['--hidden'] });
    const tray = trayOf(desktop);
    await tray.until('Start at login', ({ isChecked }) => !isChecked);
    await tray.click('Start at login');
    await tray.until('Start at login', ({ isChecked }) => isChecked);
    const file = join(desktop.home, 'config/autostart/latchport.desktop');
    expect(await readFile(file, 'utf8')).toMatch(/^Exec=".+" ".+" "--hidden"$/m);
    await tray.click('Start at login');
    await tray.until('Start at login', ({ isChecked }) => !isChecked);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  },
);

test('locks when the machine sleeps, if the user wants that', async () => {
  const desktop = await launchDesktop();
  const tray = trayOf(desktop);
  await tray.until(RUNNING);
  await desktop.remote.emitPower('suspend');
  const page = await desktop.page('ui');
  const change = `window.latchport.shell('settings.change', { lock_on_sleep: true })`;
  expect(await page.evaluate(change)).toMatchObject({
    isOk: true,
    output: { lock_on_sleep: true },
  });
  expect((await desktop.client.call('status', {})).proxy.state).toBe('serving');
  await desktop.remote.emitPower('suspend');
  await tray.until(/^Locked\. /);
});

test('locks when the screen is locked, if the user wants that', async () => {
  const desktop = await launchDesktop();
  const tray = trayOf(desktop);
  await tray.until(RUNNING);
  const page = await desktop.page('ui');
  await page.evaluate(`window.latchport.shell('settings.change', { lock_on_screen_lock: true })`);
  await desktop.remote.emitPower('lock-screen');
  expect((await tray.until(/^Locked\. /)).isEnabled).toBe(false);
});

test('keeps its settings over a restart', async () => {
  const home = await newHome();
  const first = await launchDesktop({ home });
  const page = await first.page('ui');
  const notices = { budgets: false, invalid_keys: true, connection_health: false, engine: true };
  await page.evaluate(
    `window.latchport.shell('settings.change', ${JSON.stringify({ notices, lock_on_sleep: true })})`,
  );
  await first.quit();
  const second = await launchDesktop({ home });
  const again = await second.page('ui');
  expect(await again.evaluate(`window.latchport.shell('settings.read', {})`)).toMatchObject({
    isOk: true,
    output: { notices, lock_on_sleep: true, look_for_updates: false },
  });
});

test('says that it looks for no updates, and why', async () => {
  const desktop = await launchDesktop();
  await trayOf(desktop).click('Check for updates...');
  await expect
    .poll(() => desktop.remote.notifications())
    .toContainEqual({
      title: 'No updates for this build',
      body: 'This is not an installed app. Update it where you got it from.',
    });
});

test('has the menus of its platform, with their keys', async () => {
  const desktop = await launchDesktop({ args: ['--hidden'] });
  await trayOf(desktop).until(RUNNING);
  const menu = await desktop.remote.applicationMenu();
  const keys = menu.flatMap(({ submenu }) =>
    submenu.flatMap(({ accelerator }) => (accelerator === null ? [] : [accelerator])),
  );
  expect(keys).toContain('CmdOrCtrl+N');
  expect(new Set(keys).size).toBe(keys.length);
  await desktop.remote.clickApplicationMenu(['&Proxy', 'Lock']);
  await trayOf(desktop).until(/^Locked\. /);
});
