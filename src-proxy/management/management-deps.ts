import type { Connections } from '../connections/connections.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Log } from '../log.ts';
import type { UsageRecord } from '../usage/usage-record.ts';
import type { VirtualKeys } from '../virtual-keys/virtual-keys.ts';

/** What management needs of the running engine itself. */
export interface EngineControl {
  readonly version: string;
  /** The data folder. */
  readonly home: string;
  readonly startedAt: number;
  readonly isDemo: boolean;
  /** Base addresses of the proxy door without a trailing slash; the first is the one to hand out. */
  addresses(): readonly string[];
  /** Whether it listens beyond loopback. */
  isExposed(): boolean;
  isPaused(): boolean;
  /** Doing it twice is fine. The event is appended by the operation. */
  pause(): void;
  resume(): void;
  runningRequests(): number;
  /** Begins an orderly end and returns at once, so that the operation can still answer. */
  stop(): void;
}

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

/** Everything the operations work on. */
export interface ManagementDeps {
  readonly engine: EngineControl;
  readonly connections: Connections;
  readonly virtualKeys: VirtualKeys;
  readonly events: EventLog;
  readonly usage: UsageReader;
  readonly clock: () => number;
  readonly log: Log;
}
