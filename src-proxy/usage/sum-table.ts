import type { Statement } from 'better-sqlite3';
import type { Store } from '../store/open-store.ts';
import { addEncoded, encodeLatencies, noLatencies } from './latency-histogram.ts';
import type { UsageSums } from './usage-sums.ts';

/** The tables of sums: one row a series and hour, or local day. */
export type SumTableName = 'usage_hours' | 'usage_days';

/** Stands in `usage_days` for all series together. */
export const ALL_SERIES = 0;

type Counts = Omit<UsageSums, 'firstByte' | 'total'>;

/** The counts of a sum and the columns that hold them, in the order their values are bound. */
const countColumns: readonly (readonly [column: string, member: keyof Counts])[] = [
  ['requests', 'requests'],
  ['failed_requests', 'failedRequests'],
  ['priced_requests', 'pricedRequests'],
  ['unpriced_requests', 'unpricedRequests'],
  ['input_tokens', 'inputTokens'],
  ['cached_input_tokens', 'cachedInputTokens'],
  ['cache_write_tokens', 'cacheWriteTokens'],
  ['output_tokens', 'outputTokens'],
  ['reasoning_tokens', 'reasoningTokens'],
  ['cost_usd', 'costUsd'],
  ['last_request_at', 'lastRequestAt'],
];

/** The counts of several sums in one, by the members of `SumRow`. */
export const addedUp = [
  ...countColumns.map(([column, member]) =>
    column === 'last_request_at' ? `max(${column}) AS ${member}` : `sum(${column}) AS ${member}`,
  ),
  "group_concat(first_byte, '') AS firstByte",
  "group_concat(total, '') AS total",
].join(', ');

/** Counts, with the times as they are kept. */
export interface SumRow extends Counts {
  readonly firstByte: string;
  readonly total: string;
}

export const decodeSums = (row: SumRow): UsageSums => {
  const sums = { ...row, firstByte: noLatencies(), total: noLatencies() };
  addEncoded(sums.firstByte, row.firstByte);
  addEncoded(sums.total, row.total);
  return sums;
};

export const encodeSums = (sums: UsageSums): SumRow => ({
  ...sums,
  firstByte: encodeLatencies(sums.firstByte),
  total: encodeLatencies(sums.total),
});

/** Reads and writes one table of sums; a row is written whole. */
export class SumTable {
  readonly #select: Statement<[number, number], SumRow>;
  readonly #write: Statement;

  constructor(store: Store, name: SumTableName) {
    const counts = countColumns.map(([column, member]) => `${column} AS ${member}`).join(', ');
    this.#select = store.prepare(
      `SELECT ${counts}, first_byte AS firstByte, total FROM ${name}
       WHERE start = ? AND series_id = ?`,
    );
    const columns = [...countColumns.map(([column]) => column), 'first_byte', 'total'];
    this.#write = store.prepare(
      `REPLACE INTO ${name} (start, series_id, ${columns.join(', ')})
       VALUES (?, ?, ${columns.map(() => '?').join(', ')})`,
    );
  }

  read(start: number, seriesId: number): UsageSums | null {
    const row = this.#select.get(start, seriesId);
    return row === undefined ? null : decodeSums(row);
  }

  write(start: number, seriesId: number, sums: UsageSums): void {
    this.writeRow(start, seriesId, encodeSums(sums));
  }

  writeRow(start: number, seriesId: number, sums: SumRow): void {
    this.#write.run(
      start,
      seriesId,
      sums.requests,
      sums.failedRequests,
      sums.pricedRequests,
      sums.unpricedRequests,
      sums.inputTokens,
      sums.cachedInputTokens,
      sums.cacheWriteTokens,
      sums.outputTokens,
      sums.reasoningTokens,
      sums.costUsd,
      sums.lastRequestAt,
      sums.firstByte,
      sums.total,
    );
  }
}
