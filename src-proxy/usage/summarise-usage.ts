import type { Store } from '../store/open-store.ts';
import type { UsageDimension, UsageGroup, UsagePeriod } from './usage-reader.ts';

/** What a period is grouped by, as SQL over `usage_records r` with its key `k` and connection `c`. */
const groupings: Readonly<Record<UsageDimension, { readonly id: string; readonly name: string }>> =
  {
    key: { id: 'r.virtual_key_id', name: 'k.label' },
    connection: { id: 'r.connection_id', name: 'c.slug' },
    model: {
      id: 'coalesce(r.served_model, r.requested_model)',
      name: 'coalesce(r.served_model, r.requested_model)',
    },
    day: {
      id: "date(r.started_at / 1000, 'unixepoch', 'localtime')",
      name: "date(r.started_at / 1000, 'unixepoch', 'localtime')",
    },
    app: { id: 'k.app', name: 'k.app' },
    environment: { id: 'k.environment', name: 'k.environment' },
  };

/** Costliest first; days in their order. */
export function summariseUsage(store: Store, { sinceMs, untilMs, by }: UsagePeriod): UsageGroup[] {
  const { id, name } = groupings[by];
  return store
    .prepare<[number, number], UsageGroup>(
      `SELECT ${id} AS id, max(${name}) AS name,
         count(*) AS requests,
         count(*) FILTER (WHERE r.outcome NOT IN ('ok', 'running')) AS failedRequests,
         coalesce(sum(r.input_tokens), 0) AS inputTokens,
         coalesce(sum(r.cached_input_tokens), 0) AS cachedInputTokens,
         coalesce(sum(r.cache_write_tokens), 0) AS cacheWriteTokens,
         coalesce(sum(r.output_tokens), 0) AS outputTokens,
         coalesce(sum(r.reasoning_tokens), 0) AS reasoningTokens,
         sum(r.cost_usd) AS costUsd,
         count(*) FILTER (WHERE r.cost_usd IS NULL AND r.input_tokens IS NOT NULL) AS unpricedRequests,
         max(r.started_at) AS lastRequestAt
       FROM usage_records r
         LEFT JOIN virtual_keys k ON k.id = r.virtual_key_id
         LEFT JOIN connections c ON c.id = r.connection_id
       WHERE r.id >= ? AND r.id < ?
       GROUP BY 1
       ORDER BY ${by === 'day' ? '1' : 'costUsd DESC NULLS LAST, requests DESC'}`,
    )
    .all(firstIdAt(sinceMs), firstIdAt(untilMs));
}

/** Record ids grow with time (see UsageRecorder), so a period is a range of ids. */
export function firstIdAt(timeMs: number): number {
  return timeMs * 1024;
}
