import type { Store } from '../store/open-store.ts';
import { addedUp, ALL_SERIES, type SumRow } from './sum-table.ts';
import type { PeriodParts } from './usage-period.ts';
import { firstIdAt, type UsageRecord } from './usage-record.ts';
import type { CountedRecord } from './usage-sums.ts';

/** Sums that have `of` in common: the number of their series, or the moment they begin. */
export interface SharedSums extends SumRow {
  readonly of: number;
}

/** The sums of a period by series: of all (null), or of those chosen. Each comes once a part of the period. */
export function* readSumsBySeries(
  store: Store,
  { sums: parts }: PeriodParts,
  chosen: readonly number[] | null,
): Generator<SharedSums, void> {
  for (const part of parts) {
    const isLong = part.table === 'usage_days' && chosen !== null;
    if (isLong) yield* readDaysOf(store, chosen, part.from, part.to);
    else yield* readGrouped(store, 'series_id', part, chosen);
  }
}

/** One look-up a series, along the primary key: sorting a year of rows would take longer. */
function* readDaysOf(
  store: Store,
  series: readonly number[],
  from: number,
  to: number,
): Generator<SharedSums, void> {
  const select = store.prepare<[number, number, number], SharedSums>(
    `SELECT series_id AS of, ${addedUp} FROM usage_days
     WHERE series_id = ? AND start >= ? AND start < ? GROUP BY series_id`,
  );
  for (const id of series) yield* select.all(id, from, to);
}

/** The sums of a period by the moment they begin: of all series (null), or of those chosen. */
export function* readSumsByStart(
  store: Store,
  { sums: parts }: PeriodParts,
  chosen: readonly number[] | null,
): Generator<SharedSums, void> {
  for (const part of parts) {
    const isWhole = chosen === null && part.table === 'usage_days';
    yield* readGrouped(store, 'start', part, isWhole ? [ALL_SERIES] : chosen);
  }
}

function readGrouped(
  store: Store,
  of: 'series_id' | 'start',
  { table, from, to }: PeriodParts['sums'][number],
  chosen: readonly number[] | null,
): SharedSums[] {
  const filter = chosen === null ? '' : 'AND series_id IN (SELECT value FROM json_each(?))';
  return store
    .prepare<unknown[], SharedSums>(
      `SELECT ${of} AS of, ${addedUp} FROM ${table}
       WHERE start >= ? AND start < ? ${filter} GROUP BY ${of}`,
    )
    .all(from, to, ...(chosen === null ? [] : [JSON.stringify(chosen)]));
}

/** A record as far as it is counted and tells where it belongs. */
export type PlacedRecord = CountedRecord &
  Pick<
    UsageRecord,
    'id' | 'workspaceId' | 'virtualKeyId' | 'connectionId' | 'requestedModel' | 'servedModel'
  >;

/** The single records of a period that are over. */
export function* readRecords(
  store: Store,
  { records }: PeriodParts,
): Generator<PlacedRecord, void> {
  const select = store.prepare<[number, number], PlacedRecord>(
    `SELECT id, started_at AS startedAt, first_byte_at AS firstByteAt, ended_at AS endedAt,
       workspace_id AS workspaceId, virtual_key_id AS virtualKeyId, connection_id AS connectionId,
       requested_model AS requestedModel, served_model AS servedModel, outcome,
       input_tokens AS inputTokens, cached_input_tokens AS cachedInputTokens,
       cache_write_tokens AS cacheWriteTokens, output_tokens AS outputTokens,
       reasoning_tokens AS reasoningTokens, cost_usd AS costUsd
     FROM usage_records WHERE id >= ? AND id < ? AND outcome != 'running'`,
  );
  for (const { from, to } of records) yield* select.iterate(firstIdAt(from), firstIdAt(to));
}
