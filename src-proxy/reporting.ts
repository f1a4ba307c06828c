import type { Log } from './log.ts';
import type { Settings } from './store/settings.ts';
import type { Store } from './store/open-store.ts';
import { QueryThread } from './usage/query-thread.ts';
import { UsageRetention } from './usage/usage-retention.ts';
import { UsageRollups } from './usage/usage-rollups.ts';
import { UsageUpkeep } from './usage/usage-upkeep.ts';

/** What tells of requests and events, beside what serves them. */
export interface Reporting {
  readonly rollups: UsageRollups;
  readonly queryThread: QueryThread;
  readonly usageRetention: UsageRetention;
  readonly upkeep: UsageUpkeep;
}

export interface ReportingParts {
  readonly store: Store;
  readonly settings: Settings;
  readonly clock: () => number;
  readonly log: Log;
}

export function createReporting({ store, settings, clock, log }: ReportingParts): Reporting {
  const rollups = new UsageRollups(store);
  const queryThread = new QueryThread(store, log);
  const usageRetention = new UsageRetention(settings);
  return {
    rollups,
    queryThread,
    usageRetention,
    upkeep: new UsageUpkeep({ store, retention: usageRetention, rollups, queryThread, clock, log }),
  };
}
