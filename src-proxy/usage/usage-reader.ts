import type { Store } from '../store/open-store.ts';
import { listRequests } from './list-requests.ts';
import { summariseUsage } from './summarise-usage.ts';
import type { UsageRecorder } from './usage-recorder.ts';
import type { UsageRecord } from './usage-record.ts';

export type UsageDimension = 'key' | 'connection' | 'model' | 'day' | 'app' | 'environment';

export interface UsagePeriod {
  readonly sinceMs: number;
  /** Not included. */
  readonly untilMs: number;
  readonly by: UsageDimension;
}

export interface UsageGroup {
  /** The id of the key or connection, the model, the local day `2026-01-31`, the app or environment; null: none. */
  readonly id: string | null;
  /** What people call it, also when it has ended: the label of the key, the slug of the connection. */
  readonly name: string | null;
  readonly requests: number;
  /** Over, with another outcome than `ok`. */
  readonly failedRequests: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** The sum of known costs; null when none is known. */
  readonly costUsd: number | null;
  /** Requests with tokens and no known price. */
  readonly unpricedRequests: number;
  readonly lastRequestAt: number | null;
}

/** A usage record with what people call its key and connection, also when these have ended. */
export type UsageRecordView = Readonly<UsageRecord> & {
  readonly virtualKeyLabel: string | null;
  readonly connectionSlug: string | null;
};

export interface RequestFilters {
  readonly virtualKeyId?: string;
  readonly connectionId?: string;
  /** Requested or served under exactly this id. */
  readonly model?: string;
  readonly outcome?: UsageRecord['outcome'];
  readonly sinceMs?: number;
}

export interface RequestPage {
  /** Only older ones than this record. */
  readonly beforeId?: number;
  readonly limit: number;
  readonly filters: RequestFilters;
}

/** Reads of usage. They may answer later, so that a long query can run beside the hot path. */
export interface UsageReader {
  summarise(period: UsagePeriod): readonly UsageGroup[] | Promise<readonly UsageGroup[]>;
  /** Newest first. */
  listRequests(page: RequestPage): readonly UsageRecordView[] | Promise<readonly UsageRecordView[]>;
  /** Calls `subscriber` with every request that is over; the returned function ends that. */
  subscribe(subscriber: (record: UsageRecordView) => void): () => void;
}

/** Reads from the store; a record still waiting for its group commit shows a moment later. */
export function createUsageReader(
  store: Store,
  recorder: UsageRecorder,
  names: {
    readonly virtualKeyLabel: (id: string) => string | null;
    readonly connectionSlug: (id: string) => string | null;
  },
): UsageReader {
  return {
    summarise: (period) => summariseUsage(store, period),
    listRequests: (page) => listRequests(store, page),
    subscribe: (subscriber) =>
      recorder.subscribe((record) =>
        subscriber({
          ...record,
          virtualKeyLabel: names.virtualKeyLabel(record.virtualKeyId),
          connectionSlug:
            record.connectionId === null ? null : names.connectionSlug(record.connectionId),
        }),
      ),
  };
}
