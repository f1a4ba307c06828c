import { expect, test } from './support/fixtures.ts';

test('makes a key of the least role, shows it once, and drops it', async ({ open }) => {
  const page = await open('/settings/management-keys');
  await page.getByRole('button', { name: 'New management key' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Label')).toBeFocused();
  await page.keyboard.type('Dashboard');
  await expect(dialog.getByRole('radio', { name: /^Member/ })).toBeChecked();
  await page.keyboard.press('Enter');
  const key = await dialog.locator('.tag-large').innerText();
  await dialog.getByRole('button', { name: 'Copy Dashboard' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  const [, address] = /curl (\S+)\/status/.exec(await dialog.locator('pre').innerText()) ?? [];
  const ask = (path: string, method = 'GET') =>
    fetch(`${address}${path}`, { method, headers: { authorization: `Bearer ${key}` } });
  expect((await ask('/status')).status).toBe(200);
  expect((await ask('/pause', 'POST')).status).toBe(403);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await page.content()).not.toContain(key);
  await expect(page.getByRole('list', { name: 'Management keys' })).toContainText('Member');
});

test('revokes one by its name; it works no more and stays in the list of ended ones', async ({
  engine,
  open,
}) => {
  const page = await open('/settings/management-keys');
  await expect(page.getByText('No management key yet')).toBeVisible();
  const made = await engine.client.call('management_keys.create', { label: 'CI', role: 'admin' });
  const ask = () =>
    fetch(`${made.address}/status`, { headers: { authorization: `Bearer ${made.key}` } });
  expect((await ask()).status).toBe(200);
  await page.getByRole('button', { name: 'Revoke: CI' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Revoke' })).toBeDisabled();
  await dialog.getByLabel('Type CI to confirm').fill('CI');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('None is active.')).toBeVisible();
  expect((await ask()).status).toBe(401);
  await page.getByRole('button', { name: 'Show 1 ended key' }).click();
  await expect(page.getByRole('list', { name: 'Management keys' })).toContainText('Revoked');
});

test('a label that is taken is said, and what was chosen stays', async ({ engine, open }) => {
  await engine.client.call('management_keys.create', { label: 'CI', role: 'admin' });
  const page = await open('/settings/management-keys');
  await page.getByRole('button', { name: 'New management key' }).click();
  await page.getByLabel('Label').fill('CI');
  await page.getByRole('radio', { name: /^Owner/ }).check();
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('alert')).toContainText('CI');
  await expect(page.getByLabel('Label')).toHaveValue('CI');
  await expect(page.getByRole('radio', { name: /^Owner/ })).toBeChecked();
});
