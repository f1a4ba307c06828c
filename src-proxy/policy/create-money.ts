import type { EventLog } from '../events/event-log.ts';
import type { Log } from '../log.ts';
import { OwnPrices } from '../prices/own-prices.ts';
import { PriceData } from '../prices/price-data.ts';
import { PriceList } from '../prices/price-list.ts';
import { Prices } from '../prices/prices.ts';
import type { Store } from '../store/open-store.ts';
import type { VirtualKeys } from '../virtual-keys/virtual-keys.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { Allowances } from './allowances.ts';

/** What calls cost, and what each key may spend. */
export interface Money {
  readonly prices: Prices;
  readonly priceData: PriceData;
  readonly allowances: Allowances;
}

export interface MoneyParts {
  readonly store: Store;
  readonly workspaces: Workspaces;
  readonly virtualKeys: VirtualKeys;
  readonly events: EventLog;
  readonly log: Log;
}

/** `home`: the data folder. `priceDataUrl`: where to fetch prices from, when not from their makers. */
export function createMoney(
  parts: MoneyParts,
  home: string,
  priceDataUrl: string | null = null,
): Money {
  const priceData = new PriceData(home, parts.log, priceDataUrl);
  return {
    priceData,
    prices: new Prices(new PriceList(priceData), new OwnPrices(parts.store)),
    allowances: new Allowances(parts),
  };
}
