import { sendJson } from '../support/fault-upstream.ts';
import { chat, connectOpenAi, createKey } from './support/calls.ts';
import { expect, test } from './support/fixtures.ts';
import { startPlainServer } from './support/plain-server.ts';
import { seedHistory } from './support/seed-history.ts';

test('shows a call the moment it is over, and nothing of what was said', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Editor');
  const page = await open('/activity');
  await expect(page.getByText('No call yet')).toBeVisible();
  await chat(engine, key);
  const row = page.getByRole('row').filter({ hasText: 'Editor' });
  await expect(row).toContainText('Answered', { timeout: 1000 });
  await expect(row).toContainText('11 in, 7 out');
  expect(await page.content()).not.toContain('secret words');
});

test('tells the route and the cost of one call', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  await chat(engine, await createKey(engine, 'Editor'), { model: 'gpt-4o' });
  const page = await open('/activity');
  await page.getByRole('button', { name: /^Details of the call/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('my-tool/1.2.3');
  await expect(dialog).toContainText('openai');
  await expect(dialog).toContainText('Asked for');
  await expect(dialog).toContainText('Attempts');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: /^Details of the call/ })).toBeFocused();
});

test('tells why a call was refused, what to do, and where', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Editor');
  await engine.client.call('connections.disable', { connection: 'openai' });
  await chat(engine, key);
  const page = await open('/activity');
  await expect(page.getByRole('row').filter({ hasText: 'Editor' })).toContainText('Switched off');
  await page.getByRole('button', { name: /^Details of the call/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Switch the connection on');
  await expect(dialog).toContainText('nothing: it was not sent');
  await dialog.getByRole('link', { name: 'The virtual key' }).click();
  await expect(page.getByRole('heading', { name: 'Editor' })).toBeVisible();
});

test('tells who was asked, in which order, and what became of it', async ({
  engine,
  upstream,
  open,
}) => {
  const busy = await startPlainServer((request, response) => {
    const isList = request.url?.endsWith('/models') === true;
    const list = { object: 'list', data: [{ id: 'gpt-4o-mini', object: 'model' }] };
    sendJson(response, isList ? 200 : 429, isList ? list : { error: { message: 'slow down' } });
  });
  await connectOpenAi(engine, busy.origin, 'First account');
  await connectOpenAi(engine, upstream.origin, 'Second account');
  await chat(engine, await createKey(engine, 'Editor'));
  const page = await open('/activity');
  await page.getByRole('button', { name: /^Details of the call/ }).click();
  const asked = page.getByRole('dialog').getByRole('list').last().getByRole('listitem');
  await expect(asked).toHaveText(['first-account said HTTP 429', 'second-account answered']);
  await busy.close();
});

test('finds calls by outcome, key and model', async ({ engine, upstream, open }) => {
  await connectOpenAi(engine, upstream.origin);
  const [editor, agent] = [await createKey(engine, 'Editor'), await createKey(engine, 'Agent')];
  await chat(engine, editor);
  upstream.answerWith((_request, response) => sendJson(response, 500, { error: {} }));
  await chat(engine, agent);
  const page = await open('/activity');
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Outcome').selectOption('Provider failed');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Agent');
  await page.getByLabel('Virtual key').selectOption('Editor');
  await expect(page.getByText('No call fits')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Model').fill('gpt-4o');
  await expect(page.getByText('No call fits')).toBeVisible();
});

test('keeps what does not fit a filter out while calls come in', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const [editor, agent] = [await createKey(engine, 'Editor'), await createKey(engine, 'Agent')];
  await chat(engine, editor);
  const page = await open('/activity');
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
  await page.getByLabel('Virtual key').selectOption('Editor');
  await expect(rows).toHaveCount(1);
  await chat(engine, agent);
  await chat(engine, editor);
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'Agent' })).toHaveCount(0);
});

test('shows five thousand calls with a screenful of rows', async ({ engine, upstream, open }) => {
  test.setTimeout(90_000);
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Busy tool');
  await seedHistory(engine, 5000);
  const page = await open('/activity');
  const table = page.getByRole('table');
  await table.waitFor();
  await page.waitForFunction(
    () => {
      window.scrollTo(0, document.body.scrollHeight);
      return document.querySelector('.table-end')?.textContent === 'That is all of them.';
    },
    undefined,
    { polling: 50, timeout: 60_000 },
  );
  await expect(table).toHaveAttribute('aria-rowcount', '5001');
  expect(await page.getByRole('row').count()).toBeLessThan(80);

  await chat(engine, key);
  await page.getByRole('button', { name: '1 new call' }).click();
  await expect(table).toHaveAttribute('aria-rowcount', '5002');
});

test('writes down who changed what', async ({ engine, open }) => {
  await createKey(engine, 'Editor');
  const page = await open('/activity/log');
  const line = page.getByRole('listitem').filter({ hasText: 'Virtual key created' });
  await expect(line).toContainText('Editor');
  await expect(line).toContainText('Command line');
  await engine.client.call('pause', {});
  await expect(page.getByText('Calls paused')).toBeVisible();
});
