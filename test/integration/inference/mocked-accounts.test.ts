/** Two accounts played by aimock, the first with chaos: official clients see one clean answer. */
import { LLMock } from '@copilotkit/aimock';
import { Anthropic } from '@anthropic-ai/sdk';
import { OpenAI } from 'openai';
import { onTestFinished, describe, expect, test } from 'vitest';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';
import { lastUsageRow } from '../../support/usage-rows.ts';

const MODEL = 'gpt-4o-mini';
const CLAUDE = 'claude-sonnet-4-6';

type Chaos = Parameters<LLMock['setChaos']>[0];

interface Accounts {
  readonly engine: TestEngine;
  readonly key: string;
  readonly first: LLMock;
}

async function startMock(says: string): Promise<LLMock> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 3 });
  mock.onMessage(/hello/, { content: says });
  await mock.start();
  onTestFinished(() => mock.stop());
  return mock;
}

async function openAccounts(chaos: Chaos, provider = 'openai', path = '/v1'): Promise<Accounts> {
  const first = await startMock('from the first');
  const second = await startMock('from the second');
  first.setChaos(chaos);
  const engine = await startTestEngine();
  onTestFinished(() => engine.close());
  for (const [label, mock] of Object.entries({ first, second })) {
    // The first of a provider is its default.
    // oxlint-disable-next-line no-await-in-loop
    await engine.connect(provider, {
      label,
      key: `sk-${label}-0123456789012345`,
      baseUrl: `${mock.url}${path}`,
      validate: false,
    });
  }
  return { engine, first, key: engine.createKey() };
}

const openai = ({ engine, key }: Accounts): OpenAI =>
  new OpenAI({ baseURL: `${engine.base}/v1`, apiKey: key, maxRetries: 0 });

const hello = [{ role: 'user' as const, content: 'hello' }];

const troubles: readonly (readonly [what: string, chaos: Chaos, outcome: string])[] = [
  ['drops requests', { dropRate: 1 }, 'http_500'],
  ['limits the rate', { rateLimitRate: 1 }, 'http_429'],
  ['disconnects', { disconnectRate: 1 }, 'upstream_unreachable'],
];

describe('the first account', () => {
  test.each(troubles)('%s: the OpenAI client hears the second', async (_what, chaos, outcome) => {
    const accounts = await openAccounts(chaos);
    const answer = await openai(accounts).chat.completions.create({
      model: MODEL,
      messages: hello,
    });
    expect(answer.choices[0]?.message.content).toBe('from the second');
    const row = lastUsageRow(accounts.engine);
    expect(row).toMatchObject({ outcome: 'ok', attempts: 2 });
    expect(JSON.parse(row.attempt_log ?? '[]')).toEqual([
      { connection: 'first', outcome },
      { connection: 'second', outcome: 'ok' },
    ]);
  });

  test.each(troubles)('%s: its stream comes whole from the second', async (_what, chaos) => {
    const accounts = await openAccounts(chaos);
    const stream = await openai(accounts).chat.completions.create({
      model: MODEL,
      messages: hello,
      stream: true,
    });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe('from the second');
  });

  test.each(troubles)('%s: the Anthropic client hears the second', async (_what, chaos) => {
    const { engine, key } = await openAccounts(chaos, 'anthropic', '');
    const client = new Anthropic({ baseURL: engine.base, apiKey: key, maxRetries: 0 });
    const answer = await client.messages.create({
      model: CLAUDE,
      max_tokens: 100,
      messages: hello,
    });
    expect(answer.content[0]).toMatchObject({ type: 'text', text: 'from the second' });
  });

  test('that is well again is used again, but for conversations that went on elsewhere', async () => {
    const accounts = await openAccounts({ dropRate: 1 });
    const ask = async (content: string): Promise<string | null | undefined> => {
      const answer = await openai(accounts).chat.completions.create({
        model: MODEL,
        messages: [{ role: 'user', content }],
      });
      return answer.choices[0]?.message.content;
    };
    expect(await ask('hello')).toBe('from the second');
    accounts.first.clearChaos();
    expect(await ask('hello')).toBe('from the second');
    expect(await ask('hello, something else')).toBe('from the first');
  });
});
