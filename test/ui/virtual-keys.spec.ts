import { sendJson } from '../support/fault-upstream.ts';
import { chat, connectOpenAi, createKey } from './support/calls.ts';
import { expect, test } from './support/fixtures.ts';

test('makes a key, shows it once, and drops it', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const page = await open('/keys');
  await page.getByRole('link', { name: 'New virtual key' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Label')).toBeFocused();
  await dialog.getByLabel('Label').fill('My editor');
  await dialog.getByLabel('App').fill('Zed');
  await dialog.getByLabel('Ends').selectOption('After a week');
  await dialog.getByRole('button', { name: 'Create key' }).click();

  await expect(dialog.getByRole('heading', { name: 'Key of My editor' })).toBeVisible();
  const key = await dialog.locator('.tag-large').innerText();
  await dialog.getByRole('button', { name: 'Copy My editor' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await expect(dialog.getByRole('tabpanel')).toContainText(`Bearer ${key}`);
  expect((await chat(engine, key)).status).toBe(200);

  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('listitem').filter({ hasText: 'My editor' });
  await expect(row).toContainText('1 request');
  await expect(row).toContainText('Last used');
  await expect(row).toContainText('by my-tool/1.2.3');
  await expect(row).toContainText('Ends in 7 days');
  expect(await page.content()).not.toContain(key);
});

test('keeps a stray click from losing a key that is shown once', async ({ open }) => {
  const page = await open('/new-key');
  await page.getByLabel('Label').fill('Precious');
  await page.keyboard.press('Enter');
  await expect(page.locator('.tag-large')).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(page.locator('.tag-large')).toBeVisible();
});

test('limits a key to a connection and to models', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin, 'Home account');
  await connectOpenAi(engine, upstream.origin, 'Office account');
  const page = await open('/new-key');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label').fill('Narrow');
  await dialog.getByLabel('Only these').check();
  await expect(dialog.getByRole('button', { name: 'Create key' })).toBeDisabled();
  await dialog.getByLabel('Office account').check();
  await dialog.getByText('Models, web pages and tags').click();
  await dialog.getByLabel('Models').fill('gpt-4o-mini');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const key = await dialog.locator('.tag-large').innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Narrow' });
  await expect(row).toContainText('office-account, models gpt-4o-mini');
  expect((await chat(engine, key)).status).toBe(200);
  expect((await chat(engine, key, { model: 'gpt-4o' })).status).toBe(403);
});

test('says which label is taken, and keeps what was typed', async ({ engine, open }) => {
  await createKey(engine, 'Editor');
  const page = await open('/new-key');
  await page.getByLabel('Label').fill('Editor');
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('alert')).toContainText('labelled "Editor" already');
  await expect(page.getByLabel('Label')).toHaveValue('Editor');
});

test('regenerates a key: the former one ends at once', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const former = await createKey(engine, 'Editor');
  const page = await open('/keys');
  await page.getByRole('button', { name: 'Regenerate: Editor' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Regenerate' }).click();
  const key = await page.locator('.tag-large').innerText();
  expect(key).not.toBe(former);
  expect((await chat(engine, former)).status).toBe(401);
  expect((await chat(engine, key)).status).toBe(200);
});

test('leaves the former key a grace when asked', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const former = await createKey(engine, 'Editor');
  const page = await open('/keys');
  await page.getByRole('button', { name: 'Regenerate: Editor' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('The former key ends').selectOption('In an hour');
  await dialog.getByRole('button', { name: 'Regenerate' }).click();
  await expect(page.locator('.tag-large')).toBeVisible();
  expect((await chat(engine, former)).status).toBe(200);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('The former key still works until')).toBeVisible();
});

test('pauses, resumes and revokes', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Editor');
  const page = await open('/keys');
  await page.getByRole('button', { name: 'Pause: Editor' }).click();
  await expect(page.getByRole('list', { name: 'Virtual keys' })).toContainText('Paused');
  expect((await chat(engine, key)).status).toBe(403);
  await page.getByRole('button', { name: 'Resume: Editor' }).click();
  await expect(page.getByRole('list', { name: 'Virtual keys' })).toContainText('Active');
  expect((await chat(engine, key)).status).toBe(200);

  await page.getByRole('button', { name: 'Revoke: Editor' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Type Editor to confirm').fill('Editor');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('button', { name: 'Show 1 ended key' })).toBeVisible();
  expect((await chat(engine, key)).status).toBe(401);
  await page.getByRole('button', { name: 'Show 1 ended key' }).click();
  await expect(page.getByRole('list', { name: 'Virtual keys' })).toContainText('Revoked');
});

test('changes what a key may do on its own page', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  await createKey(engine, 'Editor');
  const page = await open('/keys');
  await page.getByRole('link', { name: 'Editor' }).click();
  await expect(page.getByText('Put it where it says YOUR-KEY.')).toBeVisible();
  expect(await page.getByRole('tablist').evaluate(({ scrollLeft }) => scrollLeft)).toBe(0);
  await page.getByLabel('App').fill('Zed');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const [key] = (await engine.client.call('virtual_keys.list', {})).virtual_keys;
  expect(key?.app).toBe('Zed');
});

test('shows two hundred keys', async ({ engine, open }) => {
  const labels = Array.from({ length: 200 }, (_, at) => `Key number ${at + 1}`);
  await Promise.all(labels.map((label) => createKey(engine, label)));
  const page = await open('/keys');
  await expect(page.getByRole('listitem').filter({ hasText: 'Key number' })).toHaveCount(200);
});

test('shows a budget running out, and raises it for a while', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const usage = { prompt_tokens: 4000, completion_tokens: 1000, total_tokens: 5000 };
  upstream.answerWith((_request, response) => {
    sendJson(response, 200, { id: 'x', object: 'chat.completion', choices: [], usage });
  });
  const page = await open('/new-key');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label').fill('Thrifty');
  await dialog.getByRole('button', { name: 'Add a budget' }).click();
  await dialog.getByLabel('Dollars a day').fill('0.01');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const key = await dialog.locator('.tag-large').innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Thrifty' });
  await expect(row).toContainText('$0.00 of $0.01 a day');

  const call = { model: 'gpt-4o', maxTokens: 10 };
  expect((await chat(engine, key, call)).status).toBe(200);
  await expect(row).toContainText('Used up: calls are refused');
  expect((await chat(engine, key, call)).status).toBe(402);

  await page.getByRole('link', { name: 'Thrifty' }).click();
  await page.getByRole('button', { name: 'Raise the budget a day' }).click();
  await dialog.getByLabel('Dollars while it is raised').fill('5');
  await dialog.getByRole('button', { name: 'Raise' }).click();
  await expect(page.getByText(/of \$5\.00 a day/)).toBeVisible();
  expect((await chat(engine, key, call)).status).toBe(200);
});

test('limits the pace of a key', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Hasty');
  const page = await open('/keys');
  await page.getByRole('link', { name: 'Hasty' }).click();
  await page.getByText('Limits and rules').click();
  await page.getByLabel('Requests a minute').fill('many');
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await page.getByLabel('Requests a minute').fill('1');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect((await chat(engine, key)).status).toBe(200);
  expect((await chat(engine, key)).status).toBe(429);
});

test('warns of a key that is still tried after its end, until that was seen', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const former = await createKey(engine, 'Editor');
  await engine.client.call('virtual_keys.regenerate', { virtual_key: 'Editor' });
  const page = await open('/keys');
  expect((await chat(engine, former)).status).toBe(401);
  const warning = page.getByText(/Its former key is still being tried by my-tool/);
  await expect(warning).toBeVisible();
  await page.getByRole('button', { name: 'Seen: warning of Editor' }).click();
  await expect(warning).toBeHidden();
});
