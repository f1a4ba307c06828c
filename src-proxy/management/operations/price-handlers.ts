import { removeOwnPrice, setOwnPrice } from '../../prices/change-own-price.ts';
import type { OwnPrice } from '../../prices/own-prices.ts';
import { findPrices, type FoundPrice } from '../../prices/show-prices.ts';
import type { OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';

type PriceOperation =
  | 'prices.list'
  | 'prices.show'
  | 'prices.set'
  | 'prices.remove'
  | 'prices.update';

export function priceHandlers(deps: ManagementDeps): HandlersOf<PriceOperation> {
  const { prices, events, clock } = deps;
  const ownDeps = { ownPrices: prices.own, events, clock };
  return {
    'prices.list': async () => {
      await prices.loaded();
      return { own: prices.own.list().map(viewOwnPrice), list: viewList(deps) };
    },
    'prices.show': async ({ model }) => {
      const found = await findPrices(prices, model, clock());
      return { model, prices: found.map(viewFoundPrice), list: viewList(deps) };
    },
    'prices.set': (input, { actor }) => {
      const { model, cached_input, cache_write, per_call } = input;
      const rates = { cachedInput: cached_input, cacheWrite: cache_write, perCall: per_call };
      const price = { model, input: input.input, output: input.output, ...rates };
      return viewOwnPrice(setOwnPrice(ownDeps, price, actor));
    },
    'prices.remove': ({ model }, { actor }) => {
      removeOwnPrice(ownDeps, model, actor);
      return undefined;
    },
    'prices.update': async ({ use_bundled }, { actor }) => {
      await deps.updatePrices(use_bundled, actor);
      return { list: viewList(deps) };
    },
  };
}

function viewList({ priceData }: ManagementDeps): OutputOf<'prices.list'>['list'] {
  const { fetchedAt } = priceData;
  return {
    source: fetchedAt === null ? 'bundled' : 'fetched',
    fetched_at: isoTimeOrNull(fetchedAt),
  };
}

const viewOwnPrice = (own: OwnPrice): OutputOf<'prices.set'> => ({
  model: own.id,
  input: own.input,
  output: own.output,
  cached_input: own.cachedInput,
  cache_write: own.cacheWrite,
  per_call: own.perCall,
  set_at: isoTime(own.setAt),
});

/** Rates a token are sums of many digits; a million of them are the price as people know it. */
const perMillion = (usd: number): number => Number((usd * 1e6).toPrecision(12));

const viewFoundPrice = ({
  providerId,
  price,
}: FoundPrice): OutputOf<'prices.show'>['prices'][number] => ({
  provider: providerId,
  source: price.source,
  rates: price.bands.map(({ above, rates }) => ({
    above: Math.max(0, above),
    input: perMillion(rates.input),
    cached_input: perMillion(rates.cachedInput),
    cache_write: perMillion(rates.cacheWrite),
    output: perMillion(rates.output),
  })),
  per_call: price.bands[0].rates.perCall,
  context_window: price.contextWindow,
});
