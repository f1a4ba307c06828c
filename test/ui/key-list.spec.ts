import { chat, connectOpenAi, createKey } from './support/calls.ts';
import { expect, test } from './support/fixtures.ts';

test('finds a key by label, app, environment and tag', async ({ engine, open }) => {
  const { client } = engine;
  await client.call('virtual_keys.create', { label: 'Editor', app: 'Zed', tags: ['home'] });
  await client.call('virtual_keys.create', {
    label: 'Nightly',
    app: 'Report',
    environment: 'prod',
    tags: ['acme'],
  });
  await client.call('virtual_keys.create', { label: 'Scratch', environment: 'dev' });
  const page = await open('/keys');
  const rows = page.getByRole('list', { name: 'Virtual keys' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  const find = page.getByRole('searchbox', { name: 'Find' });
  await find.fill('zed');
  await expect(rows).toHaveText([/Editor/]);
  await expect(page.getByText('1 of 3')).toBeVisible();
  await find.fill('production ACME');
  await expect(rows).toHaveText([/Nightly/]);
  await find.fill('nothing like it');
  await expect(page.getByText('No key is like that.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all keys' }).click();
  await expect(rows).toHaveCount(3);
  await page.getByLabel('Environment').selectOption('Development');
  await expect(rows).toHaveText([/Scratch/]);
  await page.getByLabel('Environment').selectOption('Any');
  await page.getByLabel('Tag').selectOption('acme');
  await expect(rows).toHaveText([/Nightly/]);
  await page.getByLabel('Tag').selectOption('Any');
  await page.getByLabel('App').selectOption('Zed');
  await expect(rows).toHaveText([/Editor/]);
});

test('a filter stays while keys come and go', async ({ engine, open }) => {
  await createKey(engine, 'Editor one');
  await createKey(engine, 'Scratch');
  const page = await open('/keys');
  const find = page.getByRole('searchbox', { name: 'Find' });
  await find.fill('editor');
  await createKey(engine, 'Editor two');
  const rows = page.getByRole('list', { name: 'Virtual keys' }).getByRole('listitem');
  await expect(rows).toHaveText([/Editor two/, /Editor one/], { timeout: 1000 });
  await expect(find).toHaveValue('editor');
  await expect(find).toBeFocused();
});

test('a row shows the calls of the last days, in words too, and counts the next one', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Busy');
  await createKey(engine, 'Idle');
  await chat(engine, key);
  await chat(engine, key);
  const page = await open('/keys');
  const busy = page.getByRole('listitem').filter({ hasText: 'Busy' });
  await expect(
    busy.getByRole('img', { name: /^2 requests in 14 days, most on .+: 2$/ }),
  ).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Idle' }).getByRole('img')).toHaveCount(
    0,
  );
  await chat(engine, key);
  await expect(busy.getByRole('img', { name: /^3 requests in 14 days/ })).toBeVisible();
});

test('of many keys only those in sight are asked for their days', async ({
  engine,
  upstream,
  open,
}) => {
  test.setTimeout(60_000);
  await connectOpenAi(engine, upstream.origin);
  const labels = Array.from({ length: 60 }, (_, at) => `Key ${at + 1}`);
  const keys = await Promise.all(labels.map((label) => createKey(engine, label)));
  await Promise.all(keys.map((key) => chat(engine, key)));
  const page = await open('/connections');
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().includes('by=day')) asked += 1;
  });
  await page.getByRole('link', { name: 'Virtual keys' }).click();
  await expect(page.getByRole('img', { name: /^1 request in 14 days/ }).first()).toBeVisible();
  expect(asked).toBeLessThan(20);
  const last = page.getByRole('listitem').filter({ hasText: 'Key ' }).last();
  await expect(last.getByRole('img')).toHaveCount(0);
  await last.scrollIntoViewIfNeeded();
  await expect(last.getByRole('img', { name: /^1 request in 14 days/ })).toBeVisible();
});

test('a key comes with what to paste into each tool, and says which cannot', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const page = await open('/new-key');
  await page.getByLabel('Label').fill('Editor');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const key = await dialog.locator('.tag-large').innerText();
  const tools = ['curl', 'Python', 'JavaScript', 'Environment', 'Claude Code', 'Codex', 'Cline'];
  const more = ['Continue', 'Zed', 'Aider', 'Gemini CLI', 'OpenCode'];
  await expect(dialog.getByRole('tab')).toHaveText([...tools, ...more]);
  for (const tool of [...tools, ...more]) {
    /* oxlint-disable no-await-in-loop -- one tool after the other */
    await dialog.getByRole('tab', { name: tool, exact: true }).click();
    const panel = dialog.getByRole('tabpanel', { name: tool, exact: true });
    await expect(panel).toContainText(key);
    await expect(panel).toContainText(engine.address);
    /* oxlint-enable no-await-in-loop */
  }
  await expect(dialog.getByText(/Cursor does not/)).toBeVisible();
});
