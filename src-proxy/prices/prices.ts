import type { Connection } from '../connections/connection.ts';
import type { TokenUsage } from '../dialects/dialect.ts';
import type { Provider } from '../providers/provider.ts';
import type { OwnPrices } from './own-prices.ts';
import type { PriceList } from './price-list.ts';
import {
  ceilingOf,
  costOf,
  type ModelPrice,
  type Price,
  type Rates,
  type TokenEstimate,
} from './price.ts';

/** Where a call goes. */
export interface PricedTarget {
  readonly provider: Provider;
  /** Undefined when it was disconnected meanwhile. */
  readonly connection: Connection | undefined;
}

const UNKNOWN: Price = { usd: null, source: null };

/** What calls cost: nothing where nobody charges for tokens, else the user's own price, else the list's. */
export class Prices {
  readonly list: PriceList;
  readonly own: OwnPrices;

  constructor(list: PriceList, own: OwnPrices) {
    this.list = list;
    this.own = own;
  }

  get isLoaded(): boolean {
    return this.list.isLoaded;
  }

  loaded(): Promise<void> {
    return this.list.loaded();
  }

  /**
   * What a call cost. `models` are the names it may be priced by, the best first: what the provider says
   * it served, then what it was asked for.
   */
  price(
    target: PricedTarget,
    models: readonly (string | null)[],
    usage: TokenUsage,
    at: number,
  ): Price {
    const price = this.#find(target, models, at);
    return price === null ? UNKNOWN : { usd: costOf(price, usage), source: price.source };
  }

  /** USD a call may cost at most; null: nobody knows. */
  ceiling(
    target: PricedTarget,
    model: string | null,
    estimate: TokenEstimate,
    at: number,
  ): number | null {
    const price = this.#find(target, [model], at);
    return price === null ? null : ceilingOf(price, estimate);
  }

  #find(
    { provider, connection }: PricedTarget,
    models: readonly (string | null)[],
    at: number,
  ): ModelPrice | null {
    const { id, kind, priceListId } = provider;
    if (connection?.billing === 'subscription') return free('subscription');
    if (kind === 'demo') return free(kind);
    const own = firstKnown(models, (model) => this.own.find(id, model));
    if (own !== null) return own;
    // A machine of the user's own, unless they say what it costs.
    if (kind === 'self_hosted') return free(kind);
    return priceListId === null
      ? null
      : firstKnown(models, (model) => this.list.find(priceListId, model, at));
  }
}

function firstKnown(
  models: readonly (string | null)[],
  find: (model: string) => ModelPrice | null,
): ModelPrice | null {
  for (const model of models) {
    const price = model === null ? null : find(model);
    if (price !== null) return price;
  }
  return null;
}

const nothing: Rates = {
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  hourCacheWrite: 0,
  output: 0,
  reasoning: 0,
  audioInput: 0,
  audioOutput: 0,
  perCall: 0,
};

const free = (source: string): ModelPrice => ({
  bands: [{ above: -1, rates: nothing }],
  contextWindow: null,
  source,
});
