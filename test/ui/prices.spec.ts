import { sendJson } from '../support/fault-upstream.ts';
import { chat, connectOpenAi, createKey } from './support/calls.ts';
import { expect, test } from './support/fixtures.ts';

test('a price of your own is what the next call costs, until it is removed', async ({
  engine,
  upstream,
  open,
}) => {
  await connectOpenAi(engine, upstream.origin);
  const key = await createKey(engine, 'Editor');
  const usage = { prompt_tokens: 1_000_000, completion_tokens: 100_000, total_tokens: 1_100_000 };
  upstream.answerWith((_request, response) => {
    sendJson(response, 200, { id: 'x', object: 'chat.completion', choices: [], usage });
  });
  const page = await open('/settings/prices');
  await page.getByRole('button', { name: 'Add a price' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Model')).toBeFocused();
  await page.keyboard.type('gpt-4o');
  await dialog.getByLabel('Input', { exact: true }).fill('cheap');
  await dialog.getByLabel('Output').fill('20');
  await expect(dialog.getByRole('button', { name: 'Save price' })).toBeDisabled();
  await dialog.getByLabel('Input', { exact: true }).fill('3.125');
  await page.keyboard.press('Enter');
  const row = page.getByRole('row').filter({ hasText: 'gpt-4o' });
  await expect(row).toContainText('$3.125');
  await chat(engine, key, { model: 'gpt-4o' });
  const costOf = async (): Promise<number | null | undefined> =>
    (await engine.client.call('requests.list', { limit: 1 })).requests[0]?.cost_usd;
  await expect.poll(costOf).toBeCloseTo(3.125 + 2);

  await row.getByRole('button', { name: 'Change the price of gpt-4o' }).click();
  await dialog.getByLabel('For each call').fill('0.5');
  await dialog.getByRole('button', { name: 'Save price' }).click();
  await expect(row).toContainText('$0.50');
  await row.getByRole('button', { name: 'Remove the price of gpt-4o' }).click();
  await dialog.getByRole('button', { name: 'Remove price' }).click();
  await expect(page.getByText('None yet. Set one')).toBeVisible();
  expect((await engine.client.call('prices.list', {})).own).toEqual([]);
});

test('what the command line prices shows at once, and takes nothing that is being typed', async ({
  engine,
  open,
}) => {
  const page = await open('/settings/prices');
  await page.getByRole('button', { name: 'Add a price' }).click();
  await page.getByRole('dialog').getByLabel('Model').fill('half-a-na');
  await engine.client.call('prices.set', { model: 'llama-9', input: 1, output: 2 });
  await expect(page.getByText('llama-9')).toBeAttached();
  await expect(page.getByRole('dialog').getByLabel('Model')).toHaveValue('half-a-na');
});

test('says what a model costs at every provider, and what nobody knows', async ({ open }) => {
  const page = await open('/settings/prices');
  const panel = page.getByRole('region', { name: 'What a model costs' });
  await panel.getByLabel('Model').fill('gpt-4o-mini');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('row').filter({ hasText: 'OpenAI' }).first()).toContainText('$0.15');
  await panel.getByLabel('Model').fill('nobody-knows-this');
  await panel.getByRole('button', { name: 'Look up' }).click();
  await expect(panel).toContainText('No price of nobody-knows-this is known.');
});

test.describe('without a network', () => {
  test.use({ environment: { HTTPS_PROXY: 'http://127.0.0.1:9' } });

  test('says which list is used, and what to do when no other can be fetched', async ({ open }) => {
    const page = await open('/settings/prices');
    await expect(page.getByText(/^As Latchport [\d.]+ came with it\.$/)).toBeVisible();
    await page.getByRole('button', { name: 'Fetch the latest' }).click();
    await expect(page.getByRole('alert')).toContainText('try again when you are online');
  });
});
