import type { Page } from '@playwright/test';
import { sendJson } from '../support/fault-upstream.ts';
import { chat, connectOpenAi, createKey } from './support/calls.ts';
import { expect, test } from './support/fixtures.ts';

const rowOf = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Workspaces' }).getByRole('listitem').filter({ hasText: name });

test('makes a workspace with the keyboard, renames it, and removes it by its name', async ({
  engine,
  open,
}) => {
  const page = await open('/routing');
  await expect(rowOf(page, 'Always there')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Remove the workspace/ })).toBeHidden();
  await page.getByRole('button', { name: 'New workspace' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Acme');
  await dialog.getByLabel(/^Region/).fill('eu');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Acme')).toContainText('Data stays in eu');

  await page.getByRole('button', { name: 'Change the workspace Acme' }).click();
  await dialog.getByLabel('Name').fill('Acme Ltd');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(rowOf(page, 'Acme Ltd')).toContainText('Data stays in eu');
  await engine.client.call('virtual_keys.create', { label: 'Tool', workspace: 'Acme Ltd' });

  await page.getByRole('button', { name: 'Remove the workspace Acme Ltd' }).click();
  await expect(dialog).toContainText('1 virtual key is revoked.');
  const remove = dialog.getByRole('button', { name: 'Remove workspace' });
  await expect(remove).toBeDisabled();
  await dialog.getByLabel('Type Acme Ltd to confirm').fill('Acme Ltd');
  await remove.click();
  await expect(rowOf(page, 'Acme')).toHaveCount(0);
  expect((await engine.client.call('workspaces.list', {})).workspaces).toHaveLength(1);
});

test('a policy of the workspace holds for every key of it, at once', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Editor');
  const page = await open('/routing');
  expect((await chat(engine, key)).status).toBe(200);
  await page.getByRole('button', { name: 'Change the workspace personal' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel('What providers must promise about data')
    .selectOption('Zero data retention');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(rowOf(page, 'personal')).toContainText('Zero data retention');
  expect((await chat(engine, key)).status).not.toBe(200);
  await engine.client.call('connections.update', { connection: 'openai', data_policy: 'zdr' });
  expect((await chat(engine, key)).status).toBe(200);
});

test('a budget of the workspace is for all of its keys together, and is seen to run out', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const [first, second] = [await createKey(engine, 'First'), await createKey(engine, 'Second')];
  const usage = { prompt_tokens: 4000, completion_tokens: 1000, total_tokens: 5000 };
  upstream.answerWith((_request, response) => {
    sendJson(response, 200, { id: 'x', object: 'chat.completion', choices: [], usage });
  });
  const page = await open('/routing');
  await page.getByRole('button', { name: 'Change the workspace personal' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add a budget' }).click();
  await dialog.getByLabel('Dollars a day').fill('much');
  await expect(dialog.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await dialog.getByLabel('Dollars a day').fill('0.01');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  const row = rowOf(page, 'personal');
  await expect(row).toContainText('$0.00 of $0.01 a day');
  const call = { model: 'gpt-4o', maxTokens: 10 };
  expect((await chat(engine, first, call)).status).toBe(200);
  await expect(row).toContainText('Used up: calls are refused');
  expect((await chat(engine, second, call)).status).toBe(402);
});

test('a change made elsewhere shows, and takes nothing that is being typed', async ({
  engine,
  open,
}) => {
  const page = await open('/routing');
  await page.getByRole('button', { name: 'Change the workspace personal' }).click();
  const region = page.getByRole('dialog').getByLabel(/^Region/);
  await region.fill('half a reg');
  await engine.client.call('workspaces.update', {
    workspace: 'personal',
    data_policy: 'no_training',
  });
  await expect(page.getByLabel('What providers must promise about data')).toHaveValue(
    'no_training',
    { timeout: 1000 },
  );
  await expect(region).toHaveValue('half a reg');
  await expect(region).toBeFocused();
});

test('a name that is taken is said, and what was typed stays', async ({ engine, open }) => {
  await engine.client.call('workspaces.create', { name: 'Acme' });
  const page = await open('/routing');
  await page.getByRole('button', { name: 'New workspace' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Acme');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByRole('alert')).toContainText('There is a workspace "Acme" already');
  await expect(page.getByRole('dialog').getByLabel('Name')).toHaveValue('Acme');
});

test('a key and an alias are made in the workspace that is chosen', async ({
  engine,
  upstream,
  open,
}) => {
  const { id } = await engine.client.call('workspaces.create', { name: 'Acme' });
  await connectOpenAi(engine, upstream.origin, 'Mine');
  await engine.client.call('connections.add', {
    provider: 'openai',
    label: 'Theirs',
    workspace: 'Acme',
    provider_key: 'sk-proj-ui-test-0123456789abcdefghijklmnopqrstuv',
    base_url: `${upstream.origin}/v1`,
  });
  const page = await open('/new-key');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Only these').check();
  await expect(dialog.getByLabel('Theirs')).toBeHidden();
  await dialog.getByLabel('Mine').check();
  await dialog.getByLabel('Workspace').selectOption('Acme');
  await expect(dialog.getByLabel('All, also those added later')).toBeChecked();
  await dialog.getByLabel('Only these').check();
  await dialog.getByLabel('Theirs').check();
  await expect(dialog.getByLabel('Mine')).toBeHidden();
  await dialog.getByLabel('Label').fill('Tool');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const [key] = (await engine.client.call('virtual_keys.list', {})).virtual_keys;
  expect(key).toMatchObject({ workspace_id: id, allowed_connections: ['theirs'] });

  await page.getByRole('link', { name: 'Routing' }).click();
  await page.getByLabel('Workspace', { exact: true }).selectOption('Acme');
  await page.getByRole('button', { name: 'New alias' }).click();
  await dialog.getByLabel('Name').fill('smart');
  await dialog.getByLabel('Another target').fill('theirs/gpt-4o');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByRole('button', { name: 'Create alias' }).click();
  await expect(page.getByRole('list', { name: 'Targets of smart, best first' })).toBeVisible();
  expect((await engine.client.call('aliases.list', { workspace: 'Acme' })).aliases).toHaveLength(1);
  const { aliases } = await engine.client.call('aliases.list', {});
  expect(aliases.map(({ workspace_id }) => workspace_id)).toEqual([id]);
  await page.getByLabel('Workspace', { exact: true }).selectOption('personal');
  await expect(page.getByText('No alias yet')).toBeVisible();
});

test('an account is connected in the workspace that is chosen, and says so', async ({
  engine,
  upstream,
  open,
}) => {
  const { id } = await engine.client.call('workspaces.create', { name: 'Acme' });
  const page = await open('/add-connection');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Provider' }).fill('self');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Base URL').fill(`${upstream.origin}/v1`);
  await dialog.getByLabel('Workspace').selectOption('Acme');
  await dialog.getByRole('button', { name: 'Check and connect' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Self-hosted' })).toContainText('Acme');
  const [connection] = (await engine.client.call('connections.list', {})).connections;
  expect(connection?.workspace_id).toBe(id);
});
