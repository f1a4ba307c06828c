/** The official OpenAI client through a virtual key: unchanged but for base URL and key. */
import OpenAI, { toFile } from 'openai';
import { describe, expect, it } from 'vitest';
import {
  FORECAST,
  GREETING,
  HEARD,
  models,
  SPOKEN,
  VECTOR,
  WEATHER_CALL,
} from '../../support/mock-providers.ts';
import { expectMetered, sdkEngine } from '../../support/sdk-engine.ts';
import { collect } from '../../support/collect.ts';

const sdk = sdkEngine();

/** 1000 tokens in at 0.15 and 500 out at 0.60 USD a million. */
const CHAT_COST = 0.000_45;

const client = (path = '/v1'): OpenAI =>
  new OpenAI({ baseURL: `${sdk().base}${path}`, apiKey: sdk().key, maxRetries: 0 });

const hello = {
  model: models.openai,
  messages: [{ role: 'user', content: 'Hello' }],
} satisfies OpenAI.ChatCompletionCreateParams;

const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

const chatted = {
  connection: 'openai',
  operation: 'chat',
  model: models.openai,
  costUsd: CHAT_COST,
} as const;

describe.each(['/v1', '', '/openai/v1'])('chat with the base URL ending in "%s"', (path) => {
  it('is answered', async () => {
    const answer = await client(path).chat.completions.create(hello);
    expect(answer.choices[0]?.message.content).toBe(GREETING);
    await expectMetered(sdk(), { ...chatted, row: { is_streamed: 0, dialect: 'openai-chat' } });
  });

  it('is streamed in pieces, without a usage event nobody asked for', async () => {
    const chunks = await collect(
      await client(path).chat.completions.create({ ...hello, stream: true }),
    );
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(GREETING);
    expect(chunks.length).toBeGreaterThan(5);
    expect(chunks.filter((chunk) => chunk.choices.length === 0 || chunk.usage)).toEqual([]);
    await expectMetered(sdk(), { ...chatted, row: { is_streamed: 1 } });
  });
});

describe('chat', () => {
  it('streams the usage to those who ask for it', async () => {
    const stream = await client().chat.completions.create({
      ...hello,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = await collect(stream);
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { prompt_tokens: 1000, completion_tokens: 500 },
    });
    await expectMetered(sdk(), chatted);
  });

  it('calls a tool and is told what it found', async () => {
    const tool: OpenAI.ChatCompletionTool = {
      type: 'function',
      function: { name: WEATHER_CALL.name, parameters },
    };
    const question: OpenAI.ChatCompletionMessageParam = { role: 'user', content: 'The weather?' };
    const request = { model: models.openai, tools: [tool] };
    const first = await client().chat.completions.create({ ...request, messages: [question] });
    const message = first.choices[0]?.message;
    const call = message?.tool_calls?.[0];
    if (message === undefined || call?.type !== 'function') throw new Error('no tool was called');
    expect(JSON.parse(call.function.arguments)).toEqual(WEATHER_CALL.arguments);
    await expectMetered(sdk(), chatted);

    const found = { role: 'tool', tool_call_id: call.id, content: '{"celsius":21}' } as const;
    const messages = [question, message, found];
    const second = await client().chat.completions.create({ ...request, messages });
    expect(second.choices[0]?.message.content).toBe(FORECAST);
    await expectMetered(sdk(), chatted);
  });

  it('runs a tool by itself, streamed', async () => {
    const asked: unknown[] = [];
    const runner = client().chat.completions.runTools({
      model: models.openai,
      stream: true,
      messages: [{ role: 'user', content: 'The weather?' }],
      tools: [
        {
          type: 'function',
          function: {
            name: WEATHER_CALL.name,
            description: 'The weather in a city',
            parameters,
            parse: JSON.parse,
            function: (input: unknown) => {
              asked.push(input);
              return '{"celsius":21}';
            },
          },
        },
      ],
    });
    expect(await runner.finalContent()).toBe(FORECAST);
    expect(asked).toEqual([WEATHER_CALL.arguments]);
    await expectMetered(sdk(), { ...chatted, row: { is_streamed: 1 } });
  });
});

describe('responses', () => {
  const ask = { model: models.openai, input: 'Hello' };
  const responded = { ...chatted, operation: 'responses' };

  it('are whole', async () => {
    const answer = await client().responses.create(ask);
    expect(answer.output_text).toBe(GREETING);
    await expectMetered(sdk(), { ...responded, row: { dialect: 'openai-responses' } });
  });

  it('are streamed, event by event', async () => {
    const events = await collect(await client().responses.create({ ...ask, stream: true }));
    const texts = events.map((e) => (e.type === 'response.output_text.delta' ? e.delta : ''));
    expect(texts.join('')).toBe(GREETING);
    expect(events.at(-1)?.type).toBe('response.completed');
    await expectMetered(sdk(), { ...responded, row: { is_streamed: 1 } });
  });

  it('call a tool and are told what it found', async () => {
    const tools: OpenAI.Responses.Tool[] = [
      { type: 'function', name: WEATHER_CALL.name, parameters, strict: true },
    ];
    const question = { role: 'user', content: 'The weather?' } as const;
    const request = { model: models.openai, tools };
    const first = await client().responses.create({ ...request, input: [question] });
    const call = first.output.find((item) => item.type === 'function_call');
    if (call === undefined) throw new Error('no tool was called');
    expect(JSON.parse(call.arguments)).toEqual(WEATHER_CALL.arguments);
    const found = {
      type: 'function_call_output',
      call_id: call.call_id,
      output: '{"celsius":21}',
    } as const;
    const second = await client().responses.create({ ...request, input: [question, call, found] });
    expect(second.output_text).toBe(FORECAST);
    await expectMetered(sdk(), responded);
  });
});

describe('beside text', () => {
  it('embeds', async () => {
    const request = { model: models.embedding, input: ['one', 'two'] };
    const { data } = await client().embeddings.create(request);
    expect(data).toHaveLength(2);
    expect(data[0]?.embedding).toEqual(VECTOR);
    await expectMetered(sdk(), {
      connection: 'openai',
      operation: 'embeddings',
      model: models.embedding,
      row: { dialect: 'openai-chat' },
    });
  });

  it('moderates', async () => {
    const model = 'openai/omni-moderation-latest';
    const { results } = await client().moderations.create({ model, input: 'I kill it' });
    expect(results[0]?.flagged).toBe(true);
    const { told, record } = await sdk().lastCall();
    expect(told['x-latchport-model']).toBe('omni-moderation-latest');
    expect(record).toMatchObject({ operation: 'moderations', outcome: 'ok' });
  });

  it('moderates without naming a model, on the default account', async () => {
    const { results } = await client().moderations.create({ input: 'I kill it' });
    expect(results[0]?.flagged).toBe(true);
    const { told, record } = await sdk().lastCall();
    expect(told).toMatchObject({ 'x-latchport-connection': 'openai' });
    expect(record).toMatchObject({ requested_model: null, outcome: 'ok' });
  });

  it('paints', async () => {
    const request = { model: 'openai/gpt-image-1', prompt: 'a cat' };
    const { data } = await client().images.generate(request);
    expect(data?.[0]?.b64_json).toBe('aW1hZ2U=');
    const { record } = await sdk().lastCall();
    expect(record).toMatchObject({
      operation: 'images',
      requested_model: 'openai/gpt-image-1',
      outcome: 'ok',
    });
  });

  it('edits a picture, sent as a form', async () => {
    const image = await toFile(Buffer.from('png'), 'cat.png', { type: 'image/png' });
    const prompt = 'a cat with a hat';
    const { data } = await client().images.edit({ model: 'openai/gpt-image-1', image, prompt });
    expect(data?.[0]?.b64_json).toBe('aW1hZ2U=');
    const { told, record } = await sdk().lastCall();
    expect(told['x-latchport-model']).toBe('gpt-image-1');
    expect(record).toMatchObject({ operation: 'images', outcome: 'ok' });
  });

  it('speaks, byte for byte', async () => {
    const model = 'openai/gpt-4o-mini-tts';
    const request = { model, voice: 'alloy', input: 'Grüezi' } as const;
    const speech = await client().audio.speech.create(request);
    expect(Buffer.from(await speech.arrayBuffer())).toEqual(SPOKEN);
    const { record } = await sdk().lastCall();
    expect(record).toMatchObject({
      operation: 'audio',
      outcome: 'ok',
      served_model: 'gpt-4o-mini-tts',
    });
  });

  it.each(['transcriptions', 'translations'] as const)(
    'listens: %s, sent as a form',
    async (kind) => {
      const file = await toFile(SPOKEN, 'grüezi.mp3', { type: 'audio/mpeg' });
      const heard = await client().audio[kind].create({ model: 'openai/whisper-1', file });
      expect(heard.text).toBe(kind === 'transcriptions' ? HEARD : 'Hello everybody');
      const { record } = await sdk().lastCall();
      expect(record).toMatchObject({
        operation: 'audio',
        outcome: 'ok',
        requested_model: 'openai/whisper-1',
        served_model: 'whisper-1',
      });
    },
  );

  it('keeps files: up, listed, shown, down, gone', async () => {
    const { files } = client();
    const content = `{"custom_id":"grüezi"}\n${'x'.repeat(100_000)}`;
    const file = await toFile(Buffer.from(content), 'lines.jsonl');
    const { id } = await files.create({ file, purpose: 'batch' });
    expect((await collect(await files.list())).map((f) => f.id)).toContain(id);
    expect((await files.retrieve(id)).bytes).toBe(Buffer.byteLength(content));
    expect(await (await files.content(id)).text()).toBe(content);
    expect((await files.delete(id)).deleted).toBe(true);
    const { told, record } = await sdk().lastCall();
    expect(told['x-latchport-connection']).toBe('openai');
    expect(record).toMatchObject({ operation: 'files', outcome: 'ok', cost_usd: null });
  });

  it('runs batches', async () => {
    const line = { custom_id: 'a', method: 'POST', url: '/v1/chat/completions', body: hello };
    const file = await toFile(Buffer.from(`${JSON.stringify(line)}\n`), 'lines.jsonl');
    const input = await client().files.create({ file, purpose: 'batch' });
    const batch = await client().batches.create({
      input_file_id: input.id,
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
    });
    expect((await client().batches.retrieve(batch.id)).id).toBe(batch.id);
    const { record } = await sdk().lastCall();
    expect(record).toMatchObject({ operation: 'batches', outcome: 'ok' });
  });
});

describe('models', () => {
  it('are listed over all accounts that speak this dialect', async () => {
    const list = await collect(await client().models.list());
    const ids = list.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([models.openai, models.anthropic, models.google]));
    expect(list.find(({ id }) => id === models.openai)).toMatchObject({
      object: 'model',
      owned_by: 'aimock',
      connection: 'openai',
    });
  });

  it('are shown one by one', async () => {
    const model = await client().models.retrieve(models.openai);
    expect(model).toMatchObject({ id: models.openai, object: 'model' });
  });
});

describe("another provider's model", () => {
  it.each([
    ['anthropic', models.anthropic, 0.0105],
    ['google-ai-studio', models.google, 0.001_55],
  ] as const)('is chatted with through %s', async (connection, model, costUsd) => {
    const answer = await client().chat.completions.create({ ...hello, model });
    expect(answer.choices[0]?.message.content).toBe(GREETING);
    await expectMetered(sdk(), { connection, operation: 'chat', model, costUsd });
    const chunks = await collect(
      await client().chat.completions.create({ ...hello, model, stream: true }),
    );
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(GREETING);
    const row = { is_streamed: 1 };
    await expectMetered(sdk(), { connection, operation: 'chat', model, costUsd, row });
  });
});
