/**
 * What a call cost, by the price list of genai-prices (its bundled data, with tiers and time-of-day
 * prices as it has them).
 *
 * The list is searched pattern by pattern, which is much for every request, so what it says of a model
 * is kept for a minute as plain rates, where it is plain: no price that changes with the size of the call.
 */
import type { calcPrice } from '@pydantic/genai-prices';
import type { TokenUsage } from '../dialects/dialect.ts';

export interface Price {
  /** Null when the price of this model is not known, which is not 0. */
  readonly usd: number | null;
  readonly source: string | null;
}

type Calculate = typeof calcPrice;

/** USD a token. */
interface Rates {
  readonly input: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
  readonly output: number;
}

interface Kept {
  readonly until: number;
  /** Null: to be asked for every call. */
  readonly rates: Rates | null;
  readonly isKnown: boolean;
}

const UNKNOWN: Price = { usd: null, source: null };
const SOURCE = 'genai-prices';
const KEPT_MS = 60_000;
const MAX_KEPT = 500;
const MILLION = 1_000_000;

/** Answers at once; loads the list, which is large, in the background, so that nobody waits for it. */
export class PriceList {
  readonly #loading: Promise<void>;
  readonly #kept = new Map<string, Kept>();
  #calculate: Calculate | null = null;

  constructor() {
    this.#loading = this.#load();
  }

  /** To be awaited before the first price is needed. */
  loaded(): Promise<void> {
    return this.#loading;
  }

  get isLoaded(): boolean {
    return this.#calculate !== null;
  }

  /** `at` in milliseconds since the epoch: prices have their hours. */
  price(priceListId: string | null, model: string | null, usage: TokenUsage, at: number): Price {
    if (this.#calculate === null || priceListId === null || model === null) return UNKNOWN;
    const kept = this.#lookUp(this.#calculate, priceListId, model, at);
    if (!kept.isKnown) return UNKNOWN;
    const plainInput = usage.input - usage.cachedInput - usage.cacheWrite;
    // Counts that contradict each other are the list's to refuse.
    if (kept.rates === null || plainInput < 0) {
      return ask(this.#calculate, priceListId, model, usage, at);
    }
    const { rates } = kept;
    const usd =
      plainInput * rates.input +
      usage.cachedInput * rates.cachedInput +
      usage.cacheWrite * rates.cacheWrite +
      usage.output * rates.output;
    return { usd, source: SOURCE };
  }

  async #load(): Promise<void> {
    const { calcPrice: calculate } = await import('@pydantic/genai-prices');
    this.#calculate = calculate;
  }

  #lookUp(calculate: Calculate, priceListId: string, model: string, at: number): Kept {
    const name = `${priceListId}\n${model}`;
    const known = this.#kept.get(name);
    if (known !== undefined && at < known.until && at > known.until - 2 * KEPT_MS) return known;
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const found = readRates(calculate, priceListId, model, at);
    this.#kept.set(name, found);
    return found;
  }
}

/** The list itself says the rates: it is asked for a million tokens of each sort. */
function readRates(calculate: Calculate, providerId: string, model: string, at: number): Kept {
  const until = at + KEPT_MS;
  const timestamp = new Date(at);
  const million = (usage: Record<string, number>): number =>
    (calculate(usage, model, { providerId, timestamp })?.total_price ?? 0) / MILLION;
  try {
    const found = calculate({ input_tokens: 1 }, model, { providerId, timestamp });
    if (found === null) return { until, rates: null, isKnown: false };
    const isPlain = Object.values(found.model_price).every((price) => typeof price !== 'object');
    if (!isPlain) return { until, rates: null, isKnown: true };
    const rates = {
      input: million({ input_tokens: MILLION }),
      cachedInput: million({ input_tokens: MILLION, cache_read_tokens: MILLION }),
      cacheWrite: million({ input_tokens: MILLION, cache_write_tokens: MILLION }),
      output: million({ output_tokens: MILLION }),
    };
    return { until, rates, isKnown: true };
  } catch {
    return { until, rates: null, isKnown: true };
  }
}

function ask(
  calculate: Calculate,
  providerId: string,
  model: string,
  usage: TokenUsage,
  at: number,
): Price {
  try {
    const options = { providerId, timestamp: new Date(at) };
    const result = calculate(toListUsage(usage), model, options);
    return result === null ? UNKNOWN : { usd: result.total_price, source: SOURCE };
  } catch {
    return UNKNOWN;
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
