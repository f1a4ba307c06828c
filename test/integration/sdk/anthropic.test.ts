/** The official Anthropic client through a virtual key: unchanged but for base URL and key. */
import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { collect } from '../../support/collect.ts';
import {
  COUNTED_TOKENS,
  FORECAST,
  GREETING,
  models,
  providerKeys,
  WEATHER_CALL,
} from '../../support/mock-providers.ts';
import { expectMetered, sdkEngine } from '../../support/sdk-engine.ts';

const sdk = sdkEngine();

const client = (path = ''): Anthropic =>
  new Anthropic({ baseURL: `${sdk().base}${path}`, apiKey: sdk().key, maxRetries: 0 });

const hello = {
  model: models.anthropic,
  max_tokens: 1024,
  messages: [{ role: 'user', content: 'Hello' }],
} satisfies Anthropic.MessageCreateParamsNonStreaming;

const tools: Anthropic.Tool[] = [
  {
    name: WEATHER_CALL.name,
    input_schema: { type: 'object', properties: { city: { type: 'string' } } },
  },
];

/** 1000 tokens in at 3 and 500 out at 15 USD a million. */
const messaged = {
  connection: 'anthropic',
  operation: 'messages',
  model: models.anthropic,
  costUsd: 0.0105,
} as const;

const textOf = ({ content }: Anthropic.Message): string =>
  content.map((block) => (block.type === 'text' ? block.text : '')).join('');

describe.each(['', '/anthropic'])('messages with the base URL ending in "%s"', (path) => {
  it('are answered', async () => {
    expect(textOf(await client(path).messages.create(hello))).toBe(GREETING);
    const row = { is_streamed: 0, dialect: 'anthropic-messages' };
    await expectMetered(sdk(), { ...messaged, row });
  });

  it('are streamed, event by event', async () => {
    const events = await collect(await client(path).messages.create({ ...hello, stream: true }));
    expect(events[0]?.type).toBe('message_start');
    expect(events.at(-1)?.type).toBe('message_stop');
    expect(events.length).toBeGreaterThan(8);
    await expectMetered(sdk(), { ...messaged, row: { is_streamed: 1 } });
  });

  it('are streamed to the end by the client itself', async () => {
    const message = await client(path).messages.stream(hello).finalMessage();
    expect(textOf(message)).toBe(GREETING);
    expect(message.stop_reason).toBe('end_turn');
    await expectMetered(sdk(), { ...messaged, row: { is_streamed: 1 } });
  });
});

describe('tools', () => {
  it.each([false, true])(
    'are called and told what was found (streamed: %s)',
    async (isStreamed) => {
      const question: Anthropic.MessageParam = { role: 'user', content: 'The weather?' };
      const ask = (messages: Anthropic.MessageParam[]): Promise<Anthropic.Message> => {
        const request = { ...hello, tools, messages };
        const { messages: api } = client();
        return isStreamed ? api.stream(request).finalMessage() : api.create(request);
      };
      const first = await ask([question]);
      const call = first.content.find((block) => block.type === 'tool_use');
      if (call === undefined) throw new Error('no tool was called');
      expect(first.stop_reason).toBe('tool_use');
      expect(call.input).toEqual(WEATHER_CALL.arguments);
      await expectMetered(sdk(), messaged);

      const found: Anthropic.ToolResultBlockParam = {
        type: 'tool_result',
        tool_use_id: call.id,
        content: '{"celsius":21}',
      };
      const second = await ask([
        question,
        { role: 'assistant', content: first.content },
        { role: 'user', content: [found] },
      ]);
      expect(textOf(second)).toBe(FORECAST);
      await expectMetered(sdk(), { ...messaged, row: { is_streamed: isStreamed ? 1 : 0 } });
    },
  );
});

describe('beside messages', () => {
  it('counts tokens, which costs nothing', async () => {
    const { messages, model } = hello;
    const count = await client().messages.countTokens({ model, messages });
    expect(count.input_tokens).toBe(COUNTED_TOKENS);
    await expectMetered(sdk(), {
      connection: 'anthropic',
      operation: 'count_tokens',
      model,
      row: { output_tokens: null, cost_usd: null },
    });
  });

  it('lists the models in its own shape', async () => {
    const list = await collect(client().models.list({ limit: 1000 }));
    expect(list).toEqual([
      expect.objectContaining({
        type: 'model',
        id: models.anthropic,
        display_name: 'Claude Sonnet 4.6',
        created_at: '2026-02-17T00:00:00.000Z',
      }),
    ]);
    const one = await client().models.retrieve(models.anthropic);
    expect(one).toMatchObject({ type: 'model', id: models.anthropic });
  });

  it('takes the key as a bearer too, and never passes it on', async () => {
    const bearer = new Anthropic({ baseURL: sdk().base, authToken: sdk().key, apiKey: null });
    expect(textOf(await bearer.messages.create(hello))).toBe(GREETING);
    await expectMetered(sdk(), messaged);
    const sent = sdk().mocks.anthropic.getLastRequest();
    // aimock shows credentials shortened in its journal; that it answered says it got its own.
    expect(JSON.stringify(sent?.headers)).not.toContain(sdk().key);
    expect(JSON.stringify(sent?.headers)).not.toContain(providerKeys.openai);
  });
});
