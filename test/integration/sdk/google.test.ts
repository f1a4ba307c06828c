/** The official Google client through a virtual key: unchanged but for base URL and key. */
import { GoogleGenAI, Type, type Content, type GenerateContentParameters } from '@google/genai';
import { describe, expect, it } from 'vitest';
import { collect } from '../../support/collect.ts';
import {
  COUNTED_TOKENS,
  FORECAST,
  GREETING,
  models,
  VECTOR,
  WEATHER_CALL,
} from '../../support/mock-providers.ts';
import { expectMetered, sdkEngine } from '../../support/sdk-engine.ts';

const sdk = sdkEngine();

const client = (path = ''): GoogleGenAI =>
  new GoogleGenAI({ apiKey: sdk().key, httpOptions: { baseUrl: `${sdk().base}${path}` } });

const hello = { model: models.google, contents: 'Hello' };

/** 1000 tokens in at 0.30 and 500 out at 2.50 USD a million. */
const generated = {
  connection: 'google-ai-studio',
  operation: 'generate_content',
  model: models.google,
  costUsd: 0.001_55,
} as const;

describe.each(['', '/google'])('content with the base URL ending in "%s"', (path) => {
  it('is generated', async () => {
    const answer = await client(path).models.generateContent(hello);
    expect(answer.text).toBe(GREETING);
    await expectMetered(sdk(), { ...generated, row: { is_streamed: 0, dialect: 'gemini' } });
  });

  it('is streamed', async () => {
    const parts = await collect(await client(path).models.generateContentStream(hello));
    expect(parts.map(({ text }) => text ?? '').join('')).toBe(GREETING);
    expect(parts.length).toBeGreaterThan(5);
    await expectMetered(sdk(), { ...generated, row: { is_streamed: 1 } });
  });
});

describe('tools', () => {
  it.each([false, true])(
    'are called and told what was found (streamed: %s)',
    async (isStreamed) => {
      const question: Content = { role: 'user', parts: [{ text: 'The weather?' }] };
      const ask = async (contents: Content[]): Promise<Content> => {
        const request: GenerateContentParameters = {
          model: models.google,
          contents,
          config: {
            tools: [
              {
                functionDeclarations: [
                  {
                    name: WEATHER_CALL.name,
                    parameters: { type: Type.OBJECT, properties: { city: { type: Type.STRING } } },
                  },
                ],
              },
            ],
          },
        };
        const api = client().models;
        const answers = isStreamed
          ? await collect(await api.generateContentStream(request))
          : [await api.generateContent(request)];
        return {
          role: 'model',
          parts: answers.flatMap(({ candidates }) => candidates?.[0]?.content?.parts ?? []),
        };
      };
      const first = await ask([question]);
      const call = first.parts?.find((part) => part.functionCall)?.functionCall;
      expect(call).toMatchObject({ name: WEATHER_CALL.name, args: WEATHER_CALL.arguments });
      await expectMetered(sdk(), generated);

      const functionResponse = { name: WEATHER_CALL.name, response: { celsius: 21 } };
      const second = await ask([question, first, { role: 'user', parts: [{ functionResponse }] }]);
      expect(second.parts?.map(({ text }) => text ?? '').join('')).toBe(FORECAST);
      await expectMetered(sdk(), generated);
    },
  );
});

describe('beside content', () => {
  it('counts tokens, which costs nothing', async () => {
    const { totalTokens } = await client().models.countTokens(hello);
    expect(totalTokens).toBe(COUNTED_TOKENS);
    await expectMetered(sdk(), {
      connection: 'google-ai-studio',
      operation: 'count_tokens',
      model: models.google,
      row: { output_tokens: null, cost_usd: null },
    });
  });

  it('embeds', async () => {
    const request = { model: models.googleEmbedding, contents: 'one' };
    const { embeddings } = await client().models.embedContent(request);
    expect(embeddings?.[0]?.values).toEqual(VECTOR);
    await expectMetered(sdk(), {
      connection: 'google-ai-studio',
      operation: 'embed_content',
      model: models.googleEmbedding,
    });
  });

  it('lists the models in its own shape', async () => {
    const list = await collect(await client().models.list());
    expect(list.map(({ name }) => name)).toEqual([
      `models/${models.google}`,
      `models/${models.googleEmbedding}`,
    ]);
    const one = await client().models.get({ model: models.google });
    expect(one.name).toBe(`models/${models.google}`);
  });
});
