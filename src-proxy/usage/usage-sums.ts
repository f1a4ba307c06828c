import { addLatencies, addLatency, noLatencies, type LatencyCounts } from './latency-histogram.ts';
import type { UsageRecord } from './usage-record.ts';

/** What many requests come to. Counts requests that are over. */
export interface UsageSums {
  requests: number;
  /** Over, with another outcome than `ok`. */
  failedRequests: number;
  /** With a known cost. */
  pricedRequests: number;
  /** With tokens and no known cost. */
  unpricedRequests: number;
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  /** Of the priced ones. */
  costUsd: number;
  lastRequestAt: number;
  /** Time to the first byte, and altogether, of requests that went well. */
  readonly firstByte: LatencyCounts;
  readonly total: LatencyCounts;
}

export const noUsage = (): UsageSums => ({
  requests: 0,
  failedRequests: 0,
  pricedRequests: 0,
  unpricedRequests: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  costUsd: 0,
  lastRequestAt: 0,
  firstByte: noLatencies(),
  total: noLatencies(),
});

/** What the sums take of a record. */
export type CountedRecord = Pick<
  UsageRecord,
  | 'startedAt'
  | 'firstByteAt'
  | 'endedAt'
  | 'outcome'
  | 'inputTokens'
  | 'cachedInputTokens'
  | 'cacheWriteTokens'
  | 'outputTokens'
  | 'reasoningTokens'
  | 'costUsd'
>;

export function addRecord(sums: UsageSums, record: CountedRecord): void {
  sums.requests += 1;
  if (record.costUsd !== null) {
    sums.pricedRequests += 1;
    sums.costUsd += record.costUsd;
  } else if (record.inputTokens !== null) {
    sums.unpricedRequests += 1;
  }
  sums.inputTokens += record.inputTokens ?? 0;
  sums.cachedInputTokens += record.cachedInputTokens ?? 0;
  sums.cacheWriteTokens += record.cacheWriteTokens ?? 0;
  sums.outputTokens += record.outputTokens ?? 0;
  sums.reasoningTokens += record.reasoningTokens ?? 0;
  sums.lastRequestAt = Math.max(sums.lastRequestAt, record.startedAt);
  if (record.outcome === 'ok') addTimes(sums, record);
  else sums.failedRequests += 1;
}

/** A clock that was set back between two moments says nothing of the time between them. */
function addTimes(sums: UsageSums, { startedAt, firstByteAt, endedAt }: CountedRecord): void {
  if (firstByteAt !== null && firstByteAt >= startedAt) {
    addLatency(sums.firstByte, firstByteAt - startedAt);
  }
  if (endedAt !== null && endedAt >= startedAt) addLatency(sums.total, endedAt - startedAt);
}

export function addSums(into: UsageSums, from: UsageSums): void {
  into.requests += from.requests;
  into.failedRequests += from.failedRequests;
  into.pricedRequests += from.pricedRequests;
  into.unpricedRequests += from.unpricedRequests;
  into.inputTokens += from.inputTokens;
  into.cachedInputTokens += from.cachedInputTokens;
  into.cacheWriteTokens += from.cacheWriteTokens;
  into.outputTokens += from.outputTokens;
  into.reasoningTokens += from.reasoningTokens;
  into.costUsd += from.costUsd;
  into.lastRequestAt = Math.max(into.lastRequestAt, from.lastRequestAt);
  addLatencies(into.firstByte, from.firstByte);
  addLatencies(into.total, from.total);
}
