import { percentile, type LatencyCounts } from './latency-histogram.ts';
import type { UsageSums } from './usage-sums.ts';

/** Half of all, and 95 of 100, took at most so many milliseconds. */
interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** What requests that are over come to. */
export interface UsageTotals {
  readonly requests: number;
  /** With another outcome than `ok`. */
  readonly failedRequests: number;
  /** Cached and written ones included. */
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** The sum of known costs; null when requests had tokens and none of them has a price, which is not 0. */
  readonly costUsd: number | null;
  /** Requests with tokens and no known price. */
  readonly unpricedRequests: number;
  readonly lastRequestAt: number | null;
  /** Of requests that went well; null when there were none. */
  readonly firstByteMs: Percentiles | null;
  readonly totalMs: Percentiles | null;
}

export function totalsOf(sums: UsageSums): UsageTotals {
  const isCostUnknown = sums.unpricedRequests > 0 && sums.pricedRequests === 0;
  return {
    requests: sums.requests,
    failedRequests: sums.failedRequests,
    inputTokens: sums.inputTokens,
    cachedInputTokens: sums.cachedInputTokens,
    cacheWriteTokens: sums.cacheWriteTokens,
    outputTokens: sums.outputTokens,
    reasoningTokens: sums.reasoningTokens,
    costUsd: isCostUnknown ? null : sums.costUsd,
    unpricedRequests: sums.unpricedRequests,
    lastRequestAt: sums.requests === 0 ? null : sums.lastRequestAt,
    firstByteMs: percentilesOf(sums.firstByte),
    totalMs: percentilesOf(sums.total),
  };
}

function percentilesOf(counts: LatencyCounts): Percentiles | null {
  const p50 = percentile(counts, 0.5);
  const p95 = percentile(counts, 0.95);
  return p50 === null || p95 === null ? null : { p50, p95 };
}
