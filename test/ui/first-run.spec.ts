import { chat, OPENAI_KEY } from './support/calls.ts';
import { expect, test } from './support/fixtures.ts';
import { asOllama, startPlainServer } from './support/plain-server.ts';
import { startSecureUpstream, type SecureUpstream } from './support/secure-upstream.ts';

test('leads a newcomer to the first call by the demo', async ({ engine, open }) => {
  const page = await open('/');
  await expect(page.getByRole('heading', { name: 'Welcome to Latchport' })).toBeVisible();
  await page.getByRole('button', { name: 'Use the demo' }).click();

  await expect(page.getByText('Waiting for the first call...')).toBeVisible();
  const key = await page.locator('.tag-large').innerText();
  expect(key).toMatch(/^sk-lp-/);
  await page.getByRole('button', { name: 'Copy My first key' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);

  expect((await chat(engine, key, { model: 'demo' })).status).toBe(200);
  await expect(page.getByText('The first call is through.')).toBeVisible();
  await expect(page.getByText('my-tool/1.2.3')).toBeVisible();

  await page.getByRole('link', { name: 'See it in Activity' }).click();
  await expect(page.getByRole('button', { name: 'Details of the call of demo' })).toBeVisible();
  expect(await page.content()).not.toContain(key);
});

test('says when the first call was not answered', async ({ engine, open }) => {
  const page = await open('/start');
  await page.getByRole('button', { name: 'Use the demo' }).click();
  const key = await page.locator('.tag-large').innerText();
  await chat(engine, key, { model: 'no-such-model' });
  await expect(page.getByText('The first call arrived, and was not answered.')).toBeVisible();
  await expect(page.getByText('model_not_found')).toBeVisible();
});

test('offers the copied curl as it works', async ({ open }) => {
  const page = await open('/start');
  await page.getByRole('button', { name: 'Use the demo' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('"model": "demo"');
  await page.getByRole('tab', { name: 'Claude Code' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Claude Code' });
  await expect(panel).toContainText('ANTHROPIC_BASE_URL=http://127.0.0.1:');
  await panel.getByRole('button', { name: 'Copy Claude Code' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('claude');
});

test.describe('what is here already', () => {
  test.use({ environment: { OPENAI_API_KEY: OPENAI_KEY, GROQ_API_KEY: 'sk-lp-one-of-ours' } });

  test('is looked for only when asked, by name, and connected by reference', async ({
    engine,
    open,
  }) => {
    const page = await open('/start');
    await expect(page.getByRole('button', { name: 'Look around' })).toBeVisible();
    await expect(page.getByText('OPENAI_API_KEY')).toBeHidden();
    await page.getByRole('button', { name: 'Look around' }).click();
    await expect(page.getByText('OPENAI_API_KEY')).toBeVisible();
    await expect(page.getByText('GROQ_API_KEY')).toBeHidden();
    expect(await page.content()).not.toContain(OPENAI_KEY);
    expect((await engine.client.call('connections.list', {})).connections).toEqual([]);
  });

  test('is a local server on its usual port', async ({ engine, open }) => {
    const ollama = await startPlainServer(asOllama, 11_434);
    const page = await open('/start');
    await page.getByRole('button', { name: 'Look around' }).click();
    const found = page.getByRole('listitem').filter({ hasText: 'Ollama' });
    await found.getByRole('button', { name: 'Connect' }).click();
    await expect(page.getByText('Waiting for the first call...')).toBeVisible();
    const key = await page.locator('.tag-large').innerText();
    const answer = await chat(engine, key, { model: 'self_hosted:qwen3:8b' });
    expect(answer.status).toBe(200);
    await expect(page.getByText('The first call is through.')).toBeVisible();
    await ollama.close();
  });
});

test.describe('a pasted key', () => {
  let upstream: SecureUpstream;

  test.beforeAll(async () => {
    upstream = await startSecureUpstream(OPENAI_KEY);
  });
  test.afterAll(() => upstream.close());
  test.use({
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from the pattern
    environment: async ({}, use) => {
      await use(upstream.environment);
    },
  });

  test('is recognised, checked, connected, and leads to the first call', async ({
    engine,
    open,
  }) => {
    const page = await open('/start');
    await page.getByLabel('Provider key').fill(OPENAI_KEY);
    await expect(page.getByText('Looks like a key of OpenAI')).toBeVisible();
    await page.getByRole('button', { name: 'Check and connect' }).click();
    await expect(page.getByText('Waiting for the first call...')).toBeVisible();
    const key = await page.locator('.tag-large').innerText();
    expect((await chat(engine, key)).status).toBe(200);
    await expect(page.getByText('The first call is through.')).toBeVisible();
    expect(await page.content()).not.toContain(OPENAI_KEY);
  });

  test('that is refused is not saved', async ({ engine, open }) => {
    const page = await open('/start');
    await page.getByLabel('Provider key').fill(`${OPENAI_KEY}wrong`);
    await page.getByLabel('Provider', { exact: true }).selectOption('OpenAI');
    await page.getByRole('button', { name: 'Check and connect' }).click();
    await expect(page.getByRole('alert')).toContainText('OpenAI refused this provider key');
    expect((await engine.client.call('connections.list', {})).connections).toEqual([]);
  });
});
