/**
 * What a call cost, by the price list of genai-prices (its bundled data, with tiers and time-of-day
 * prices as it has them). The list is loaded after start, since it is large and nobody waits for it.
 */
import type { TokenUsage } from '../dialects/dialect.ts';

export interface Price {
  /** Null when the price of this model is not known, which is not 0. */
  readonly usd: number | null;
  readonly source: string | null;
}

const UNKNOWN: Price = { usd: null, source: null };

export interface PriceList {
  price(priceListId: string | null, model: string | null, usage: TokenUsage, at: number): Price;
}

export async function loadPriceList(): Promise<PriceList> {
  const { calcPrice } = await import('@pydantic/genai-prices');
  return {
    price: (providerId, model, usage, at) => {
      if (providerId === null || model === null) return UNKNOWN;
      try {
        const result = calcPrice(toListUsage(usage), model, {
          providerId,
          timestamp: new Date(at),
        });
        return result === null ? UNKNOWN : { usd: result.total_price, source: 'genai-prices' };
      } catch {
        // The list refuses counts that contradict each other, e.g. more cached than input tokens.
        return UNKNOWN;
      }
    },
  };
}

function toListUsage(usage: TokenUsage): Record<string, number> {
  return {
    input_tokens: usage.input,
    output_tokens: usage.output,
    ...(usage.cachedInput > 0 ? { cache_read_tokens: usage.cachedInput } : {}),
    ...(usage.cacheWrite > 0 ? { cache_write_tokens: usage.cacheWrite } : {}),
  };
}
