import { catalog, listProviders } from '../providers/catalog.ts';
import type { ModelPrice } from './price.ts';
import type { Prices } from './prices.ts';
import { toModelPrice } from './own-prices.ts';

export interface FoundPrice {
  /** Null: of any provider. */
  readonly providerId: string | null;
  readonly price: ModelPrice;
}

/**
 * What a model costs now: by the user's own prices first, then by the list at every provider of the
 * catalog that it knows the model of. Gateways know models by names such as `openai/gpt-5`.
 */
export async function findPrices(
  prices: Prices,
  text: string,
  now: number,
): Promise<readonly FoundPrice[]> {
  await prices.loaded();
  const name = text.trim();
  const own = prices.own
    .list()
    .filter(({ id }) => id === name || id.endsWith(`/${name}`) || name.endsWith(`/${id}`))
    .map((price) => ({ providerId: providerOf(price.id), price: toModelPrice(price) }));
  const named = providerOf(name);
  const listed = listProviders().flatMap(({ id, priceListId }) => {
    if (priceListId === null) return [];
    const model = named === id ? name.slice(id.length + 1) : name;
    const price = prices.list.find(priceListId, model, now);
    return price === null ? [] : [{ providerId: id, price }];
  });
  return [...own, ...listed];
}

/** The provider a price is named with, if any: model ids may hold slashes themselves. */
function providerOf(name: string): string | null {
  const [first = ''] = name.split('/');
  return name.includes('/') && catalog.has(first) ? first : null;
}
