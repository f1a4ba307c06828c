import { calcPrice } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PriceList } from '../../../src-proxy/usage/price-list.ts';

const at = Date.parse('2026-06-01T12:00:00Z');
const prices = new PriceList();
await prices.loaded();

const models = [
  ['openai', 'gpt-4o-mini'],
  ['openai', 'gpt-4.1'],
  ['anthropic', 'claude-sonnet-4-5'],
  ['anthropic', 'claude-3-5-haiku-latest'],
  ['google', 'gemini-2.5-pro'],
  ['deepseek', 'deepseek-chat'],
] as const;

describe('the price of a call', () => {
  test('is what the price list says, also where its rates are kept', () => {
    const usage = fc.record({
      plain: fc.nat(2_000_000),
      cachedInput: fc.nat(500_000),
      cacheWrite: fc.nat(100_000),
      output: fc.nat(200_000),
    });
    fc.assert(
      fc.property(fc.constantFrom(...models), usage, ([provider, model], tokens) => {
        const input = tokens.plain + tokens.cachedInput + tokens.cacheWrite;
        const listed = calcPrice(
          {
            input_tokens: input,
            output_tokens: tokens.output,
            ...(tokens.cachedInput > 0 ? { cache_read_tokens: tokens.cachedInput } : {}),
            ...(tokens.cacheWrite > 0 ? { cache_write_tokens: tokens.cacheWrite } : {}),
          },
          model,
          { providerId: provider, timestamp: new Date(at) },
        );
        const { usd } = prices.price(provider, model, { ...tokens, input, reasoning: 0 }, at);
        expect(usd).toBeCloseTo(listed?.total_price ?? Number.NaN, 9);
      }),
    );
  });

  test('is unknown, not 0, for a model the list does not know', () => {
    const usage = { input: 10, cachedInput: 0, cacheWrite: 0, output: 1, reasoning: 0 };
    expect(prices.price('openai', 'no-such-model', usage, at)).toEqual({ usd: null, source: null });
    expect(prices.price(null, 'gpt-4o-mini', usage, at).usd).toBeNull();
  });
});
