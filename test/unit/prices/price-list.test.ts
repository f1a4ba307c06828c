import { calcPrice } from '@pydantic/genai-prices';
import { assert, constantFrom, nat, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PriceList } from '../../../src-proxy/prices/price-list.ts';
import { costOf } from '../../../src-proxy/prices/price.ts';

const at = Date.parse('2026-06-01T12:00:00Z');
const prices = new PriceList();
await prices.loaded();

const models = [
  ['openai', 'gpt-4o-mini'],
  ['openai', 'gpt-4.1'],
  ['openai', 'gpt-5'],
  ['anthropic', 'claude-sonnet-4-5'],
  ['anthropic', 'claude-3-5-haiku-latest'],
  ['google', 'gemini-2.5-pro'],
  ['deepseek', 'deepseek-chat'],
  ['perplexity', 'sonar'],
  ['perplexity', 'sonar-deep-research'],
  ['openai', 'gpt-4o-realtime-preview'],
  ['google', 'gemini-2.5-flash'],
] as const;

describe('the price of a call', () => {
  test('is what the price list says, in every tier', () => {
    const usage = record({
      plain: nat(500_000),
      cachedInput: nat(300_000),
      shortWrite: nat(100_000),
      hourCacheWrite: nat(100_000),
      plainOutput: nat(100_000),
      reasoning: nat(100_000),
      audioInput: nat(100_000),
      audioOutput: nat(100_000),
    });
    assert(
      property(constantFrom(...models), usage, nat(86_400_000), ([provider, model], tokens, ms) => {
        const cacheWrite = tokens.shortWrite + tokens.hourCacheWrite;
        const input = tokens.plain + tokens.audioInput + tokens.cachedInput + cacheWrite;
        const output = tokens.plainOutput + tokens.reasoning + tokens.audioOutput;
        const listed = calcPrice(
          {
            input_tokens: input,
            output_tokens: output,
            cache_read_tokens: tokens.cachedInput,
            cache_write_tokens: cacheWrite,
            cache_write_1h_tokens: tokens.hourCacheWrite,
            output_reasoning_tokens: tokens.reasoning,
            input_audio_tokens: tokens.audioInput,
            output_audio_tokens: tokens.audioOutput,
            cache_audio_read_tokens: 0,
          },
          model,
          { providerId: provider, timestamp: new Date(at + ms) },
        );
        prices.forget();
        const found = prices.find(provider, model, at + ms);
        expect(found && costOf(found, { ...tokens, cacheWrite, input, output })).toBeCloseTo(
          listed?.total_price ?? Number.NaN,
          9,
        );
      }),
    );
  });

  test('is unknown, not 0, for a model the list does not know', () => {
    expect(prices.find('openai', 'no-such-model', at)).toBeNull();
  });

  test('is unknown, not 0, for a model that is not priced by tokens', () => {
    expect(prices.find('openai', 'whisper-1', at)).toBeNull();
  });
});
