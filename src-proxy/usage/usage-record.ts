import type { DialectName } from '../dialects/dialect-name.ts';

export type Outcome =
  | 'running'
  | 'ok'
  | 'client_gone'
  | 'upstream_error'
  | 'interrupted'
  | 'refused';

/**
 * One request: who, where, how much, how long. Never content. Opened when the caller is known,
 * filled in as the request goes its way, closed when it is over. Times are ms since the epoch.
 */
export interface UsageRecord {
  /** Grows with time; the request id is made from it. */
  readonly id: number;
  readonly startedAt: number;
  readonly workspaceId: string;
  readonly virtualKeyId: string;
  readonly dialect: DialectName;
  readonly operation: string;
  /** The client program, from its user agent. */
  readonly client: string | null;
  requestedModel: string | null;
  isStreamed: boolean;
  firstByteAt: number | null;
  endedAt: number | null;
  connectionId: string | null;
  providerId: string | null;
  servedModel: string | null;
  attempts: number;
  /** JSON: what became of each connection asked or passed over; null where the first one answered. */
  attemptLog: string | null;
  status: number | null;
  outcome: Outcome;
  errorCode: string | null;
  inputTokens: number | null;
  cachedInputTokens: number | null;
  cacheWriteTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  /** Tokens were counted by us, since the provider said nothing. */
  isEstimated: boolean;
  /** Null when the price is unknown, which is not 0. */
  costUsd: number | null;
  priceSource: string | null;
  /** What budgets hold for it while it runs, and what it counts as when a crash ends it. */
  reservedUsd: number | null;
}

/** What clients see of a record's id, e.g. in `x-latchport-request-id`. */
export function requestIdOf(recordId: number): string {
  return `req_${recordId.toString(36)}`;
}

const IDS_PER_MS = 1024;

/** Record ids grow with time, so a period is a range of ids: the first one of a millisecond. */
export const firstIdAt = (timeMs: number): number => timeMs * IDS_PER_MS;

/** The millisecond an id stands for: the record's start, or later where the clock was set back. */
export const timeOfId = (id: number): number => Math.floor(id / IDS_PER_MS);
