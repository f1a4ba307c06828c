import { chat, connectOpenAi, createKey } from './support/calls.ts';
import { expect, test } from './support/fixtures.ts';

test('locks and unlocks', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'tool');
  const page = await open('/settings/vault');
  await page
    .getByRole('region', { name: 'Latchport' })
    .getByRole('button', { name: 'Lock' })
    .click();
  await expect(page.getByText('Keys are sealed away.')).toBeVisible();
  expect((await chat(engine, key)).status).toBe(503);
  await page.getByRole('button', { name: 'Unlock' }).first().click();
  await expect(page.getByText('Keys are sealed away.')).toBeHidden();
  expect((await chat(engine, key)).status).toBe(200);
});

test('asks for the passphrase that was set', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'tool');
  const page = await open('/settings/vault');
  await page.getByRole('button', { name: 'Set a passphrase' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New passphrase').fill('correct horse');
  await dialog.getByLabel('Once more').fill('correct house');
  await dialog.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(dialog.getByRole('alert')).toContainText('not the same');
  await dialog.getByLabel('Once more').fill('correct horse');
  await dialog.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(page.getByText('A passphrase seals the master key.')).toBeVisible();

  await engine.client.call('lock', {});
  await page.getByRole('button', { name: 'Unlock' }).first().click();
  await page.getByLabel('Passphrase').fill('wrong');
  await page.getByRole('main').getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('alert')).toContainText('does not open this vault');
  await page.getByLabel('Passphrase').fill('correct horse');
  await page.getByRole('main').getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('heading', { name: 'Vault', exact: true })).toBeVisible();
  expect((await chat(engine, key)).status).toBe(200);
});

test('rotates the master key with the engine running', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'tool');
  const page = await open('/settings/vault');
  await page.getByRole('button', { name: 'Rotate the master key' }).click();
  await expect(page.getByText('1 key is sealed under master key 2.')).toBeVisible();
  expect((await chat(engine, key)).status).toBe(200);
});

test('describes the vault honestly', async ({ open }) => {
  const page = await open('/settings/vault');
  await expect(page.getByText('protected by file permissions only').first()).toBeVisible();
});

test('checks the installation', async ({ open }) => {
  const page = await open('/settings/health');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('there is room for records')).toBeVisible();
});

test('stops the engine after a question', async ({ engine, open }) => {
  const page = await open('/settings/about');
  await page.getByRole('button', { name: 'Stop Latchport' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('The engine does not answer.')).toBeVisible();
  await expect(async () => {
    await expect(engine.client.call('status', {})).rejects.toThrow('not running');
  }).toPass();
});
