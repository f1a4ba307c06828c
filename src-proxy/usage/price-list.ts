/**
 * What a call cost, by the price list of genai-prices (its bundled data, with tiers and time-of-day
 * prices as it has them).
 */
import type { calcPrice } from '@pydantic/genai-prices';
import type { TokenUsage } from '../dialects/dialect.ts';

export interface Price {
  /** Null when the price of this model is not known, which is not 0. */
  readonly usd: number | null;
  readonly source: string | null;
}

const UNKNOWN: Price = { usd: null, source: null };

/** Answers at once; loads the list, which is large, in the background, so that nobody waits for it. */
export class PriceList {
  #calculate: typeof calcPrice | null = null;
  readonly #loading: Promise<void>;

  constructor() {
    this.#loading = import('@pydantic/genai-prices').then((list) => {
      this.#calculate = list.calcPrice;
    });
  }

  /** To be awaited before the first price is needed. */
  loaded(): Promise<void> {
    return this.#loading;
  }

  get isLoaded(): boolean {
    return this.#calculate !== null;
  }

  price(priceListId: string | null, model: string | null, usage: TokenUsage, at: number): Price {
    if (this.#calculate === null || priceListId === null || model === null) return UNKNOWN;
    try {
      const options = { providerId: priceListId, timestamp: new Date(at) };
      const result = this.#calculate(toListUsage(usage), model, options);
      return result === null ? UNKNOWN : { usd: result.total_price, source: 'genai-prices' };
    } catch {
      // The list refuses counts that contradict each other, e.g. more cached than input tokens.
      return UNKNOWN;
    }
  }
}

function toListUsage(usage: TokenUsage): Record<string, number> {
  return {
    input_tokens: usage.input,
    output_tokens: usage.output,
    ...(usage.cachedInput > 0 ? { cache_read_tokens: usage.cachedInput } : {}),
    ...(usage.cacheWrite > 0 ? { cache_write_tokens: usage.cacheWrite } : {}),
  };
}
