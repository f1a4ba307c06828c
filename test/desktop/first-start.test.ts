import { expect, test } from 'vitest';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';
import { waitUntil } from '../support/wait-until.ts';

test('starts an engine, opens the window on the settings page, and says in the tray where it runs', async () => {
  const desktop = await launchDesktop();
  const page = await desktop.page('ui');
  await page.getByRole('heading').first().waitFor();
  await waitUntil('the tray says where it runs', async () =>
    /^Running on 127\.0\.0\.1:\d+$/.test((await desktop.remote.tray()).menu[0]?.label ?? ''),
  );
  const { proxy, browser } = await desktop.client.call('status', {});
  expect(proxy.state).toBe('serving');
  expect(browser.address).toBeNull();
  expect(await desktop.quit()).toBe(0);
  expect(desktop.stderr()).toBe('');
});
