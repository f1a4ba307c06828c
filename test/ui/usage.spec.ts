import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { sendJson } from '../support/fault-upstream.ts';
import { generateUsage } from '../support/generate-usage.ts';
import { chat, connectOpenAi, createKey } from './support/calls.ts';
import type { EngineProcess } from './support/engine-process.ts';
import { findFaults, overflowOf } from './support/find-faults.ts';
import { expect, test } from './support/fixtures.ts';

interface Sums {
  readonly requests: number;
  readonly failed: number;
  readonly input: number;
  readonly output: number;
  readonly cost: number | null;
}

/** What the records themselves add up to, by no code of the engine. */
function addUp({ home }: EngineProcess, where = '1 = 1'): Sums {
  const store = new Database(join(home, 'latchport.db'), { readonly: true });
  const sums = store
    .prepare<[], Sums>(
      `SELECT count(*) AS requests, coalesce(sum(outcome <> 'ok'), 0) AS failed,
         coalesce(sum(input_tokens), 0) AS input, coalesce(sum(output_tokens), 0) AS output,
         sum(cost_usd) AS cost
       FROM usage_records WHERE outcome <> 'running' AND ${where}`,
    )
    .get();
  store.close();
  if (sums === undefined) throw new Error('The database said nothing.');
  return sums;
}

/** Months of calls, as if they had been made. */
function fill({ home }: EngineProcess): void {
  const store = new Database(join(home, 'latchport.db'));
  store.pragma('busy_timeout = 5000');
  const now = Date.now();
  generateUsage(store, {
    count: 900,
    fromMs: now - 20 * 86_400_000,
    toMs: now - 60_000,
    keys: 4,
    connections: 2,
    models: 3,
    withSums: true,
  });
  store.close();
}

const count = (value: number): string => new Intl.NumberFormat('en-US').format(value);
const money = (value: number): string =>
  new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    ...(value < 0.1 ? { maximumSignificantDigits: 2 } : {}),
  }).format(value);

/** The cells of the row of this name. */
const cellsOf = (page: Page, name: string): Promise<readonly string[]> =>
  page
    .getByRole('table', { name: 'Where it went' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    .getByRole('cell')
    .allTextContents();

const expectSums = (cells: readonly string[], sums: Sums): void => {
  const [requests, failed, input, , output, , , cost] = cells;
  expect({ requests, failed, input, output, cost }).toEqual({
    requests: count(sums.requests),
    failed: count(sums.failed),
    input: count(sums.input),
    output: count(sums.output),
    cost: sums.cost === null ? 'price unknown' : money(sums.cost),
  });
};

test('says what it will show before there was a call, and follows the first one live', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Editor');
  const page = await open('/usage');
  await expect(page.getByText('No call in this period')).toBeVisible();
  await chat(engine, key);
  await expect(page.getByRole('button', { name: 'Editor' })).toBeVisible({ timeout: 2000 });
});

test('shows the numbers of the database, altogether, by key and by model', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const [editor, agent] = [await createKey(engine, 'Editor'), await createKey(engine, 'Agent')];
  for (const key of [editor, editor, agent]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await (await chat(engine, key)).text();
  }
  await (await chat(engine, agent, { model: 'gpt-4o' })).text();
  upstream.answerWith((_request, response) => sendJson(response, 500, { error: {} }));
  await (await chat(engine, agent)).text();
  await expect.poll(() => addUp(engine).requests).toBe(5);
  const page = await open('/usage');
  await expect(page.getByRole('button', { name: 'Editor' })).toBeVisible();
  expectSums(await cellsOf(page, 'Altogether'), addUp(engine));
  const { virtual_keys } = await engine.client.call('virtual_keys.list', {});
  for (const { id, label } of virtual_keys) {
    // oxlint-disable-next-line no-await-in-loop -- row by row
    expectSums(await cellsOf(page, label), addUp(engine, `virtual_key_id = '${id}'`));
  }
  await page.getByLabel('By', { exact: true }).selectOption('Model');
  await expect(page.getByRole('button', { name: 'm1', exact: true })).toBeVisible();
  expectSums(await cellsOf(page, 'm1'), addUp(engine, "served_model = 'm1'"));
});

test('narrows everything to one model, and to the days asked for', async ({ engine, open }) => {
  fill(engine);
  const page = await open('/usage');
  await page.getByLabel('By', { exact: true }).selectOption('Model');
  await page.getByRole('button', { name: 'model-1', exact: true }).click();
  await expect(page.getByText('Only the model model-1')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'model-0', exact: true })).toBeHidden();
  expectSums(await cellsOf(page, 'Altogether'), addUp(engine, "served_model = 'model-1'"));
  await page.getByRole('button', { name: 'Show everything again' }).click();
  await expect(page.getByRole('rowheader', { name: 'model-0', exact: true })).toBeVisible();
  expectSums(await cellsOf(page, 'Altogether'), addUp(engine));

  const days = [9, 5].map((ago) => new Date(Date.now() - ago * 86_400_000));
  const [from, to] = days.map((day) => new Intl.DateTimeFormat('en-CA').format(day));
  await page.getByRole('radio', { name: 'Own days' }).check();
  await page.getByLabel('First day').fill(from ?? '');
  await page.getByLabel('Last day').fill(to ?? '');
  await page.getByText('The same as a table').click();
  const table = page.getByRole('table', { name: 'Use by day' });
  await expect(table.getByRole('row')).toHaveCount(6);
  const inside = `date(started_at / 1000, 'unixepoch', 'localtime') BETWEEN '${from}' AND '${to}'`;
  await expect
    .poll(async () => (await cellsOf(page, 'Altogether'))[0])
    .toBe(count(addUp(engine, inside).requests));
  expectSums(await cellsOf(page, 'Altogether'), addUp(engine, inside));
  await page.getByLabel('Last day').fill('2020-01-01');
  await expect(page.getByRole('alert')).toContainText('must not come after');
  await expect(table.getByRole('row')).toHaveCount(6);
});

test('draws the days, and tells those under the pointer', async ({ engine, open }) => {
  fill(engine);
  const page = await open('/usage');
  const chart = page.getByRole('figure', { name: /^Cost by day/ });
  const canvas = chart.locator('canvas');
  await expect(canvas).toBeVisible();
  await chart.locator('.u-over').hover();
  await expect(chart.locator('figcaption')).toContainText(/Cost\$\d/);
  await page.getByRole('radio', { name: 'Tokens' }).check();
  await expect(page.getByRole('figure', { name: /^Tokens by day/ })).toContainText('Output tokens');
});

test('exports the table, and every request of the period', async ({ engine, open }) => {
  fill(engine);
  const page = await open('/usage');
  const save = async (name: string): Promise<string> => {
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name }).click(),
    ]);
    return readFile(await download.path(), 'utf8');
  };
  const table = (await save('This table (CSV)')).trimEnd().split('\r\n');
  expect(table[0]).toMatch(/^key,Requests,Failed,/);
  expect(table.at(-1)).toMatch(new RegExp(`^Altogether,${addUp(engine).requests},`));
  const csv = (await save('All requests (CSV)')).trimEnd().split('\n');
  expect(csv).toHaveLength(addUp(engine).requests + 1);
  const json: unknown = JSON.parse(await save('All requests (JSON)'));
  expect(json).toHaveLength(addUp(engine).requests);
});

test('asks before older requests are removed, and keeps what was chosen', async ({
  engine,
  open,
}) => {
  const page = await open('/settings/history');
  const select = page.getByLabel('Keep single requests');
  await select.selectOption('30 days');
  await expect(page.getByRole('dialog')).toContainText('cannot be undone');
  await page.keyboard.press('Escape');
  await expect(select).toHaveValue('365');
  await select.selectOption('90 days');
  await page.getByRole('button', { name: 'Remove older requests' }).click();
  await expect(select).toHaveValue('90');
  expect(await engine.client.call('usage.show_retention', {})).toEqual({ days: 90 });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('usage has no fault axe can find, empty, full and at 380 pixels', async ({
      engine,
      open,
    }) => {
      test.setTimeout(120_000);
      const page = await open('/usage');
      await expect(page.getByText('No call in this period')).toBeVisible();
      expect(await findFaults(page), 'empty').toEqual([]);
      fill(engine);
      await page.getByRole('radio', { name: '90 days' }).check();
      await expect(page.getByRole('figure', { name: /^Cost by day/ })).toBeVisible();
      await page.getByText('The same as a table').click();
      await page.getByRole('radio', { name: 'Own days' }).check();
      expect(await findFaults(page), 'full').toEqual([]);
      await page.getByRole('button', { name: 'Export' }).click();
      await expect(page.getByRole('menuitem').first()).toBeVisible();
      expect(await findFaults(page), 'exporting').toEqual([]);
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 380, height: 780 });
      await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
      expect(await findFaults(page), 'narrow').toEqual([]);
    });
  });
}
