import type { Log } from './log.ts';
import type { Settings } from './store/settings.ts';
import type { Store } from './store/open-store.ts';
import { ManagementKeyCallers } from './management-keys/management-key-caller.ts';
import { ManagementKeys } from './management-keys/management-keys.ts';
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
  readonly managementKeys: ManagementKeys;
  readonly managementKeyCallers: ManagementKeyCallers;
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
  const managementKeys = new ManagementKeys(store);
  const usageRetention = new UsageRetention(settings);
  return {
    rollups,
    queryThread,
    usageRetention,
    managementKeys,
    managementKeyCallers: new ManagementKeyCallers(managementKeys, clock),
    upkeep: new UsageUpkeep({ store, retention: usageRetention, rollups, queryThread, clock, log }),
  };
}
