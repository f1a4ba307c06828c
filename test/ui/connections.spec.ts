import { sendJson } from '../support/fault-upstream.ts';
import { providerKeys, startMockProviders } from '../support/mock-providers.ts';
import {
  chat,
  connectOpenAi,
  createKey,
  follow,
  OPENAI_KEY,
  pacedStream,
} from './support/calls.ts';
import { expect, test } from './support/fixtures.ts';
import { silent, startPlainServer } from './support/plain-server.ts';

const NEW_KEY = 'sk-proj-another-key-0123456789abcdefghijklmnopqr';

test('adds an account only after its key was found good', async ({ engine, open }) => {
  const providers = await startMockProviders();
  const page = await open('/connections');
  await page.getByRole('link', { name: 'Add connection' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Provider', { exact: true }).fill('opena');
  await page.getByRole('option', { name: /OpenAI/ }).click();
  await dialog.getByLabel('Base URL').fill(`${providers.openai.url}/v1`);
  await dialog.getByLabel('Provider key').fill('sk-proj-not-the-right-key-0123456789');
  await dialog.getByRole('button', { name: 'Check and connect' }).click();
  await expect(dialog.getByRole('alert')).toContainText('refused this provider key');
  expect((await engine.client.call('connections.list', {})).connections).toEqual([]);

  await dialog.getByLabel('Provider key').fill(providerKeys.openai);
  await expect(dialog.getByRole('alert')).toBeHidden();
  await dialog.getByRole('button', { name: 'Check and connect' }).click();
  await expect(dialog.getByRole('heading', { name: 'OpenAI is connected' })).toBeVisible();
  await expect(dialog).toContainText(/It answered in .*; \d+ models?\./);
  await dialog.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'OpenAI' });
  await expect(row).toContainText('Working');
  await expect(row).toContainText('sk-pro...789');
  expect(await page.content()).not.toContain(providerKeys.openai);
  await providers.close();
});

test('recognises whose key was pasted', async ({ open }) => {
  const page = await open('/add-connection');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Provider key').fill('sk-ant-api03-0123456789abcdefghijklmno');
  await expect(dialog.getByLabel('Provider', { exact: true })).toHaveValue('Anthropic');
  await expect(dialog.getByLabel('Label')).toHaveValue('Anthropic');
});

test('can save an account that cannot be reached, when told to', async ({ engine, open }) => {
  const page = await open('/add-connection');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Provider', { exact: true }).fill('self');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Base URL').fill('http://127.0.0.1:9/v1');
  await dialog.getByRole('button', { name: 'Check and connect' }).click();
  await expect(dialog.getByRole('alert')).toContainText('could not be reached');
  expect((await engine.client.call('connections.list', {})).connections).toEqual([]);
  await dialog.getByRole('button', { name: 'Save without the check' }).click();
  await expect(dialog.getByText('Not tested')).toBeVisible();
});

test('saves nothing when the check is cancelled', async ({ engine, open }) => {
  const server = await startPlainServer(silent);
  const page = await open('/add-connection');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Provider', { exact: true }).fill('self');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Base URL').fill(`${server.origin}/v1`);
  await dialog.getByRole('button', { name: 'Check and connect' }).click();
  await expect(dialog.getByRole('button', { name: 'Checking the key...' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('button', { name: 'Check and connect' })).toBeEnabled();
  expect((await engine.client.call('connections.list', {})).connections).toEqual([]);
  await server.close();
});

test('tests a connection and says what was found', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const page = await open();
  await page.getByRole('button', { name: 'Test connection: OpenAI' }).click();
  await expect(page.getByText(/It answered in .*; 2 models\./)).toBeVisible();
});

test('shows a failed test where it was asked for, as text', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const page = await open();
  await upstream.close();
  await page.getByRole('button', { name: 'Test connection: OpenAI' }).click();
  await expect(page.getByRole('alert')).toContainText('could not be reached');
  await expect(page.getByRole('listitem').filter({ hasText: 'OpenAI' })).toContainText(
    'Not reachable',
  );
});

test('rotates a key while a stream runs to its end', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'tool');
  const stream = pacedStream();
  upstream.answerWith(stream.answer);
  const readUntil = follow(await chat(engine, key, { isStreamed: true }));
  await readUntil('first');

  const page = await open();
  await page.getByRole('button', { name: 'Rotate key: OpenAI' }).click();
  await page.getByLabel('New provider key').fill(NEW_KEY);
  await page.getByRole('button', { name: 'Check and replace' }).click();
  await expect(page.getByText('OpenAI uses the new key.')).toBeVisible();
  await expect(page.getByText('sk-proj-...opqr')).toBeVisible();

  stream.finish();
  expect(await readUntil('[DONE]')).toContain('[DONE]');
  upstream.answerWith((_request, response) => sendJson(response, 200, {}));
  await chat(engine, key);
  expect(upstream.seen.map(({ headers }) => headers.authorization)).toEqual([
    `Bearer ${OPENAI_KEY}-OpenAI`,
    `Bearer ${NEW_KEY}`,
  ]);
});

test('switches a connection off and on', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'tool');
  const page = await open();
  const latch = page.getByRole('switch', { name: 'Use OpenAI' });
  await latch.click();
  await expect(page.getByText('Switched off')).toBeVisible();
  expect((await chat(engine, key)).status).toBe(403);
  await latch.click();
  await expect(latch).toBeChecked();
  expect((await chat(engine, key)).status).toBe(200);
});

test('disconnects by name, ending what runs', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'tool');
  upstream.answerWith(pacedStream().answer);
  const readUntil = follow(await chat(engine, key, { isStreamed: true }));
  await readUntil('first');

  const page = await open();
  await page.getByRole('button', { name: 'Disconnect: OpenAI' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('This cannot be undone');
  const confirm = dialog.getByRole('button', { name: 'Disconnect' });
  await dialog.getByLabel('Type OpenAI to confirm').fill('Open');
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel('Type OpenAI to confirm').fill('OpenAI');
  await confirm.click();
  await expect(page.getByText('Nothing is connected yet')).toBeVisible();
  expect(await readUntil('connection_disconnected')).toContain('connection_disconnected');
});

test('makes the second account of a provider its first choice', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin, 'Home account');
  await connectOpenAi(engine, upstream.origin, 'Office account');
  const page = await open('/connections/office-account');
  await page.getByRole('button', { name: 'Make default' }).click();
  await expect(
    page.getByText('Office account is now the first choice of its provider.'),
  ).toBeVisible();
  await page.getByRole('link', { name: 'All connections' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Office account' })).toContainText(
    'Default',
  );
  await expect(page.getByRole('listitem').filter({ hasText: 'Home account' })).not.toContainText(
    'Default',
  );
});

test('tells everything about one connection, with the way to its provider', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const page = await open('/connections/openai');
  await expect(page.getByText('gpt-4o-mini')).toBeVisible();
  await page.getByLabel('Filter models').fill('nothing of that kind');
  await expect(page.getByText('Nothing of that name.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Billing' })).toHaveAttribute('href', /^https:/);
  const settings = page.locator('form').filter({ hasText: 'Environment' });
  await settings.getByLabel('Environment').selectOption('Production');
  await settings.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const [connection] = (await engine.client.call('connections.list', {})).connections;
  expect(connection?.environment).toBe('prod');
});
