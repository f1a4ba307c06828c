import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../../src-proxy/dialects/dialects.ts';
import type { DialectName } from '../../../src-proxy/dialects/dialect-name.ts';

const usageOf = (dialect: DialectName, answer: object) =>
  dialectOf(dialect).readAnswer(answer).usage;

describe('tokens that cost more than others of their kind', () => {
  test('are the sound of an OpenAI answer', () => {
    const usage = {
      prompt_tokens: 100,
      completion_tokens: 50,
      prompt_tokens_details: { audio_tokens: 60 },
      completion_tokens_details: { audio_tokens: 70 },
    };
    expect(usageOf('openai-chat', { usage })).toMatchObject({ audioInput: 60, audioOutput: 50 });
  });

  test('are the sound of a Gemini answer', () => {
    const usageMetadata = {
      promptTokenCount: 100,
      candidatesTokenCount: 50,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 40 },
        { modality: 'AUDIO', tokenCount: 60 },
      ],
      candidatesTokensDetails: [{ modality: 'AUDIO', tokenCount: 50 }],
    };
    expect(usageOf('gemini', { usageMetadata })).toMatchObject({ audioInput: 60, audioOutput: 50 });
  });

  test('are those Anthropic keeps in the cache for an hour', () => {
    const usage = {
      input_tokens: 10,
      output_tokens: 5,
      cache_creation_input_tokens: 100,
      cache_creation: { ephemeral_5m_input_tokens: 30, ephemeral_1h_input_tokens: 70 },
    };
    expect(usageOf('anthropic-messages', { type: 'message', usage })).toMatchObject({
      input: 110,
      cacheWrite: 100,
      hourCacheWrite: 70,
    });
  });

  test('are left out where there are none', () => {
    const usage = { prompt_tokens: 10, completion_tokens: 5 };
    expect(Object.keys(usageOf('openai-chat', { usage }) ?? {})).toEqual([
      'input',
      'cachedInput',
      'cacheWrite',
      'output',
      'reasoning',
    ]);
  });
});
