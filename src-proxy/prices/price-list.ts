/**
 * What models cost by the price list of genai-prices: its bundled data, or data fetched since (see
 * PriceData), with tiers and time-of-day prices as it has them.
 *
 * The list is searched pattern by pattern, which is much for every request, so what it says of a model
 * is kept for a minute.
 */
import type { calcPrice } from '@pydantic/genai-prices';
import type { Band, ModelPrice, Rates } from './price.ts';
import type { PriceData } from './price-data.ts';

type Calculate = typeof calcPrice;
type ListedPrice = NonNullable<ReturnType<Calculate>>['model_price'];

interface Kept {
  readonly until: number;
  readonly price: ModelPrice | null;
}

const KEPT_MS = 60_000;
const MAX_KEPT = 500;
const MILLION = 1_000_000;
const THOUSAND = 1000;

/** Answers at once, with what is loaded: the list is large, and a start does not wait for it. */
export class PriceList {
  readonly #kept = new Map<string, Kept>();
  readonly #data: PriceData | null;
  #loading: Promise<void> | null = null;
  #calculate: Calculate | null = null;

  constructor(data: PriceData | null = null) {
    this.#data = data;
  }

  /** To be awaited before the first price is needed; the first call begins to load. */
  loaded(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  get isLoaded(): boolean {
    return this.#calculate !== null;
  }

  /** What a provider's model costs at a moment (ms since the epoch); null: the list does not know. */
  find(priceListId: string, model: string, at: number): ModelPrice | null {
    if (this.#calculate === null) return null;
    const name = `${priceListId}\n${model}`;
    const known = this.#kept.get(name);
    if (known !== undefined && at < known.until && at > known.until - 2 * KEPT_MS) {
      return known.price;
    }
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const price = this.#ask(this.#calculate, priceListId, model, at);
    this.#kept.set(name, { until: at + KEPT_MS, price });
    return price;
  }

  /** The data was replaced. */
  forget(): void {
    this.#kept.clear();
  }

  async #load(): Promise<void> {
    const list = await import('@pydantic/genai-prices');
    await this.#data?.load(list);
    this.#calculate = list.calcPrice;
  }

  #ask(calculate: Calculate, providerId: string, model: string, at: number): ModelPrice | null {
    try {
      const found = calculate({}, model, { providerId, timestamp: new Date(at) });
      if (found === null || !pricesTokens(found.model_price)) return null;
      return {
        bands: readBands(found.model_price),
        contextWindow: found.model.context_window ?? null,
        source: this.#data?.source ?? 'genai-prices',
      };
    } catch {
      return null;
    }
  }
}

/** Others are priced by the hour of sound, the page, the picture: what their tokens cost nobody says. */
const pricesTokens = (price: ListedPrice): boolean =>
  price['input_mtok'] !== undefined || price['output_mtok'] !== undefined;

/** A call belongs to the tier its input tokens are above, with all of its tokens. */
function readBands(price: ListedPrice): [Band, ...Band[]] {
  const starts = new Set<number>();
  for (const value of Object.values(price)) {
    if (typeof value === 'object') for (const { start } of value.tiers) starts.add(start);
  }
  return [
    { above: -1, rates: readRates(price, 0) },
    ...[...starts]
      .toSorted((a, b) => a - b)
      .map((above) => ({ above, rates: readRates(price, above + 1) })),
  ];
}

/** What has no price of its own costs what it is a part of (the list's own rule). */
function readRates(price: ListedPrice, inputTokens: number): Rates {
  const rate = (key: string): number | undefined => {
    const value = price[key];
    if (value === undefined || typeof value === 'number') return value;
    const tiers = value.tiers.toSorted((a, b) => a.start - b.start);
    return tiers.findLast(({ start }) => inputTokens > start)?.price ?? value.base;
  };
  const input = rate('input_mtok') ?? 0;
  const output = rate('output_mtok') ?? 0;
  const cacheWrite = rate('cache_write_mtok') ?? input;
  return {
    input: input / MILLION,
    cachedInput: (rate('cache_read_mtok') ?? input) / MILLION,
    cacheWrite: cacheWrite / MILLION,
    hourCacheWrite: (rate('cache_write_1h_mtok') ?? cacheWrite) / MILLION,
    output: output / MILLION,
    reasoning: (rate('output_reasoning_mtok') ?? output) / MILLION,
    audioInput: (rate('input_audio_mtok') ?? input) / MILLION,
    audioOutput: (rate('output_audio_mtok') ?? output) / MILLION,
    perCall: (rate('requests_kcount') ?? 0) / THOUSAND,
  };
}
