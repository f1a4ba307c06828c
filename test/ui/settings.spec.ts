import { chat, connectOpenAi, createKey } from './support/calls.ts';
import { startEngineProcess } from './support/engine-process.ts';
import { overflowOf } from './support/find-faults.ts';
import { expect, test } from './support/fixtures.ts';
import { startKeyringBus } from './support/keyring-bus.ts';

test('sections have addresses, and the keyboard leads from one to the next', async ({ open }) => {
  const page = await open('/settings');
  await expect(page).toHaveURL(/#\/settings\/doors$/);
  const sections = page.getByRole('navigation', { name: 'Settings' });
  await expect(sections.getByRole('link', { name: 'Port and doors' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await sections.getByRole('link', { name: 'History' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/settings\/history$/);
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeFocused();
  await expect(page.getByLabel('Keep single requests')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Port and doors' })).toBeVisible();
});

test('a phone shows the list of sections first, and each of them alone', async ({ open }) => {
  const page = await open('/connections');
  await page.setViewportSize({ width: 380, height: 780 });
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.getByRole('link', { name: /^Vault/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Vault' })).toBeVisible();
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await page.getByRole('link', { name: 'All settings' }).click();
  await expect(page.getByRole('link', { name: /^History/ })).toBeVisible();
});

test('a browser has no settings of the desktop app, and no section of a wrong name', async ({
  open,
}) => {
  const page = await open('/settings/desktop');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Vault' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Desktop app' })).toBeHidden();
});

test('the palette finds a section by its name', async ({ open }) => {
  const page = await open('/connections');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search pages' }).fill('settings: vau');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Vault' })).toBeVisible();
});

test('says why keys cannot be moved, and leaves them where they are', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'tool');
  const page = await open('/settings/vault');
  await page.getByRole('button', { name: 'Move to the keychain' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText(/keychain/i);
  await page.keyboard.press('Escape');
  await expect(page.getByText('Provider keys are kept in sealed files')).toBeVisible();
  expect((await chat(engine, key)).status).toBe(200);
});

test('moves the keys to a real keychain and back, sealed by a passphrase', async ({
  context,
  upstream,
}) => {
  test.setTimeout(60_000);
  const bus = await startKeyringBus();
  const engine = await startEngineProcess(bus.environment);
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'tool');
  const page = await context.newPage();
  await page.goto(await engine.pageUrl());
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Vault' }).click();
  await page.getByRole('button', { name: 'Move to the keychain' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByText('1 key is in the keychain now.')).toBeVisible();
  await expect(page.getByText('kept in the keychain of the operating system')).toBeVisible();
  expect((await chat(engine, key)).status).toBe(200);

  await page.getByRole('button', { name: 'Move to sealed files' }).click();
  await dialog.getByLabel('New passphrase').fill('correct horse');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('not the same');
  await dialog.getByLabel('Once more').fill('correct horse');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByText('1 key is in sealed files now.')).toBeVisible();
  await expect(page.getByText('A passphrase seals the master key.')).toBeVisible();
  expect((await chat(engine, key)).status).toBe(200);
  await engine.stop();
  await bus.close();
});
