/** The Vercel AI SDK through a virtual key, as its users set it up for any OpenAI-compatible server. */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { embedMany, generateText, isStepCount, jsonSchema, streamText, tool } from 'ai';
import { describe, expect, it } from 'vitest';
import { collect } from '../../support/collect.ts';
import { FORECAST, GREETING, models, VECTOR, WEATHER_CALL } from '../../support/mock-providers.ts';
import { expectMetered, sdkEngine } from '../../support/sdk-engine.ts';

const sdk = sdkEngine();

const provider = (): ReturnType<typeof createOpenAICompatible> =>
  createOpenAICompatible({ name: 'latchport', baseURL: `${sdk().base}/v1`, apiKey: sdk().key });

describe.each([
  ['openai', models.openai, 0.000_45],
  ['anthropic', models.anthropic, 0.0105],
  ['google-ai-studio', models.google, 0.001_55],
] as const)('a model of %s', (connection, model, costUsd) => {
  const chatted = { connection, operation: 'chat', model, costUsd };
  const ask = (): { model: ReturnType<ReturnType<typeof provider>>; prompt: string } => ({
    model: provider()(model),
    prompt: 'Hello',
  });

  it('generates text', async () => {
    const { text, usage } = await generateText(ask());
    expect(text).toBe(GREETING);
    expect(usage).toMatchObject({ inputTokens: 1000, outputTokens: 500 });
    await expectMetered(sdk(), chatted);
  });

  it('streams text', async () => {
    const pieces = await collect(streamText(ask()).textStream);
    expect(pieces.join('')).toBe(GREETING);
    expect(pieces.length).toBeGreaterThan(5);
    await expectMetered(sdk(), { ...chatted, row: { is_streamed: 1 } });
  });

  it('calls a tool and says what it found', async () => {
    const asked: unknown[] = [];
    const weather = tool({
      description: 'The weather in a city',
      inputSchema: jsonSchema<{ city: string }>({
        type: 'object',
        properties: { city: { type: 'string' } },
      }),
      execute: (input) => {
        asked.push(input);
        return { celsius: 21 };
      },
    });
    const { text, steps } = await generateText({
      model: provider()(model),
      prompt: 'The weather?',
      tools: { [WEATHER_CALL.name]: weather },
      stopWhen: isStepCount(3),
    });
    expect(asked).toEqual([WEATHER_CALL.arguments]);
    expect(text).toBe(FORECAST);
    expect(steps).toHaveLength(2);
    await expectMetered(sdk(), chatted);
  });
});

describe('an embedding model', () => {
  it('embeds several texts', async () => {
    const model = provider().embeddingModel(models.embedding);
    const { embeddings } = await embedMany({ model, values: ['one', 'two'] });
    expect(embeddings).toEqual([VECTOR, VECTOR]);
    await expectMetered(sdk(), {
      connection: 'openai',
      operation: 'embeddings',
      model: models.embedding,
    });
  });
});
