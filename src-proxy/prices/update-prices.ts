import type { Actor } from '../events/event.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { PriceData } from './price-data.ts';
import type { Prices } from './prices.ts';

export interface UpdatePricesParts {
  readonly prices: Prices;
  readonly priceData: PriceData;
  readonly outbound: Outbound;
  readonly events: Pick<EventLog, 'append'>;
  readonly clock: () => number;
}

/**
 * Fetches the price list anew, because the user asked for it, or goes back to the bundled one.
 * @throws price_data_unreachable, price_data_invalid, price_data_not_written
 */
export async function updatePrices(
  { prices, priceData, outbound, events, clock }: UpdatePricesParts,
  useBundled: boolean,
  actor: Actor,
): Promise<void> {
  await prices.loaded();
  if (useBundled) await priceData.useBundled();
  else await priceData.fetch(outbound, clock());
  prices.list.forget();
  const source = useBundled ? 'bundled' : 'fetched';
  const data = { setting: 'price_list', source };
  events.append({ type: 'settings.changed', actor, subjectId: null, data });
}
