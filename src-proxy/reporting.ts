import { Rounds } from './connections/rounds.ts';
import type { Connections } from './connections/connections.ts';
import { KeySightings } from './key-warnings/key-sightings.ts';
import { WarningWatch } from './key-warnings/warning-watch.ts';
import { watchRecord } from './key-warnings/watch-records.ts';
import type { ManagementKeyDeps } from './management-keys/management-key-deps.ts';
import { ManagementKeyCallers } from './management-keys/management-key-caller.ts';
import { ManagementKeys } from './management-keys/management-keys.ts';
import type { Settings } from './store/settings.ts';
import type { Store } from './store/open-store.ts';
import { QueryThread } from './usage/query-thread.ts';
import type { UsageRecorder } from './usage/usage-recorder.ts';
import { UsageRetention } from './usage/usage-retention.ts';
import { UsageRollups } from './usage/usage-rollups.ts';
import { UsageUpkeep } from './usage/usage-upkeep.ts';
import type { VirtualKeys } from './virtual-keys/virtual-keys.ts';
import { Deliveries } from './webhooks/deliveries.ts';
import { endFormerSecrets } from './webhooks/rotate-webhook-secret.ts';
import type { WebhookDeps } from './webhooks/webhook-deps.ts';
import { WebhookSender, type SenderParts } from './webhooks/webhook-sender.ts';
import { Webhooks } from './webhooks/webhooks.ts';

/** What tells of requests and events, beside what serves them. */
export interface Reporting {
  readonly rollups: UsageRollups;
  readonly queryThread: QueryThread;
  readonly usageRetention: Pick<UsageRetention, 'days' | 'set'>;
  readonly managementKeys: ManagementKeys;
  readonly managementKeyCallers: ManagementKeyCallers;
  readonly webhookDeps: WebhookDeps & SenderParts;
  readonly keySightings: KeySightings;
  /** What it does by itself while the engine runs. */
  start(recorder: Pick<UsageRecorder, 'subscribe'>): void;
  stop(): void;
}

export type ReportingParts = Omit<WebhookDeps & SenderParts, 'webhooks' | 'deliveries'> &
  Omit<ManagementKeyDeps, 'managementKeys'> & {
    readonly store: Store;
    readonly settings: Settings;
    readonly connections: Connections;
    readonly virtualKeys: VirtualKeys;
  };

const FORMER_SECRETS_EVERY_MS = 600_000;

export function createReporting(parts: ReportingParts): Reporting {
  const { store, settings, clock, log } = parts;
  const rollups = new UsageRollups(store);
  const queryThread = new QueryThread(store, log);
  const retention = new UsageRetention(settings);
  const upkeep = new UsageUpkeep({ store, retention, rollups, queryThread, clock, log });
  const managementKeys = new ManagementKeys(store);
  const webhookDeps = {
    ...parts,
    webhooks: new Webhooks(store),
    deliveries: new Deliveries(store),
  };
  const sender = new WebhookSender(webhookDeps);
  const formerSecrets = new Rounds(
    () => endFormerSecrets(webhookDeps),
    FORMER_SECRETS_EVERY_MS,
    log,
  );
  const keySightings = new KeySightings(store, clock);
  const warnings = new WarningWatch({ ...parts, keySightings });
  const chores = [upkeep, sender, formerSecrets, warnings];
  return {
    rollups,
    queryThread,
    usageRetention: {
      days: () => retention.days(),
      set: (days) => {
        retention.set(days);
        void upkeep.run();
      },
    },
    managementKeys,
    managementKeyCallers: new ManagementKeyCallers(managementKeys, clock),
    webhookDeps,
    keySightings,
    start: (recorder) => {
      recorder.subscribe((record) => watchRecord(record, keySightings, parts.connections));
      for (const chore of chores) chore.start();
    },
    stop: () => {
      for (const chore of chores) chore.stop();
    },
  };
}
