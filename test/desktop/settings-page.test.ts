import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';
import type { Desktop } from '../support/desktop/desktop.ts';
import { launchDesktop } from '../support/desktop/launch-desktop.ts';

async function openSection(desktop: Desktop) {
  const page = await desktop.page('ui');
  await page.getByRole('heading').first().waitFor();
  await page.evaluate(`window.location.hash = '/settings/desktop'`);
  await page.getByRole('heading', { name: 'Desktop app' }).waitFor();
  return page;
}

// Elsewhere the system keeps it, where a test must not change it.
test.runIf(process.platform === 'linux')('the page switches the start at login', async () => {
  const desktop = await launchDesktop();
  const page = await openSection(desktop);
  const file = join(desktop.home, 'config/autostart/latchport.desktop');
  await page.getByRole('switch', { name: 'Start at login' }).click();
  await expect
    .poll(() =>
      access(file).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await page.getByRole('switch', { name: 'Start at login' }).click();
  await expect
    .poll(() =>
      access(file).then(
        () => true,
        () => false,
      ),
    )
    .toBe(false);
});

test('the page switches single notifications and locking, and keeps the others', async () => {
  const desktop = await launchDesktop();
  const page = await openSection(desktop);
  const read = async (): Promise<unknown> =>
    page.evaluate(`window.latchport.shell('settings.read', {}).then(({ output }) => output)`);
  await page.getByRole('switch', { name: 'Failing connections' }).click();
  await expect
    .poll(read)
    .toMatchObject({ notices: { budgets: true, connection_health: false, engine: true } });
  await page.getByRole('switch', { name: 'When the machine sleeps' }).click();
  await expect.poll(read).toMatchObject({
    lock_on_sleep: true,
    notices: { budgets: true, connection_health: false, engine: true },
  });
});

test('an address for updates that is no https address is refused, and stays typed', async () => {
  const desktop = await launchDesktop();
  const page = await openSection(desktop);
  const feed = page.getByLabel('Where to look');
  await feed.fill('http://updates.example');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('alert').waitFor();
  expect(await feed.inputValue()).toBe('http://updates.example');
  await feed.fill('https://updates.example/latchport');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  const read = `window.latchport.shell('settings.read', {}).then(({ output }) => output.update_feed)`;
  expect(await page.evaluate(read)).toBe('https://updates.example/latchport');
});

test.for(['light', 'dark'] as const)('the section has no fault axe can find, %s', async (theme) => {
  const desktop = await launchDesktop();
  const page = await openSection(desktop);
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.getByRole('switch', { name: 'Start at login' }).waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
