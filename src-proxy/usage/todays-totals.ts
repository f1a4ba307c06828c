import type { Store } from '../store/open-store.ts';
import { startOfDay } from './local-calendar.ts';
import type { UsageTotals } from './usage-totals.ts';

type Today = Pick<UsageTotals, 'requests' | 'costUsd' | 'unpricedRequests'>;

interface Row {
  readonly requests: number;
  readonly priced: number;
  readonly unpriced: number;
  readonly cost: number;
}

/** What the local day came to so far: a few rows, read in passing. */
export function todaysTotals(store: Store, now: number): Today {
  const row = store
    .prepare<[number], Row>(
      `SELECT total(requests) AS requests, total(priced_requests) AS priced,
         total(unpriced_requests) AS unpriced, total(cost_usd) AS cost
       FROM usage_hours WHERE start >= ?`,
    )
    .get(startOfDay(now));
  if (row === undefined) return { requests: 0, costUsd: 0, unpricedRequests: 0 };
  const isCostUnknown = row.unpriced > 0 && row.priced === 0;
  return {
    requests: row.requests,
    costUsd: isCostUnknown ? null : row.cost,
    unpricedRequests: row.unpriced,
  };
}
