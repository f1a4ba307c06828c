/**
 * Whole local days, added up from their hours: a year is then 365 rows a series to read. They are made when
 * a day is over, and made again when an hour of theirs changed or when the local calendar did (on a journey).
 *
 * A day of heavy use has thousands of rows, so it is read and added up in the query thread and written in
 * pieces. It is noted before it is read, and what changes one of its hours drops the note (see UsageRollups):
 * only a day whose note is still there at the end counts as complete.
 */
import type { Store } from '../store/open-store.ts';
import { startOfDay, startOfNextDay } from './local-calendar.ts';
import type { QueryThread } from './query-thread.ts';
import { readSumsBySeries } from './read-sums.ts';
import { ALL_SERIES, decodeSums, encodeSums, SumTable, type SumRow } from './sum-table.ts';
import { addSums, noUsage } from './usage-sums.ts';

export interface Day {
  readonly start: number;
  readonly end: number;
}

export type SeriesSums = SumRow & { readonly seriesId: number };

export interface SummingParts {
  readonly store: Store;
  readonly queryThread: Pick<QueryThread, 'run'>;
  readonly clock: () => number;
  /** Between two pieces of work. */
  readonly pause: () => Promise<void>;
}

const ROWS_A_PIECE = 50;

/** Adds up the next day that needs it. False: there are no more. */
export async function sumUpNextDay(parts: SummingParts): Promise<boolean> {
  const { store, queryThread, pause } = parts;
  const day = nextDay(store, parts.clock());
  if (day === null) return false;
  beginDay(store, day);
  await pause();
  const rows = await queryThread.run('sumDay', day);
  for (let at = 0; at < rows.length; at += ROWS_A_PIECE) {
    writeRows(store, day, rows.slice(at, at + ROWS_A_PIECE));
    // oxlint-disable-next-line no-await-in-loop -- requests go first
    await pause();
  }
  store.prepare('UPDATE usage_summed_days SET is_complete = 1 WHERE start = ?').run(day.start);
  return true;
}

/** The sums of a day by series, and of all series together. */
export function sumDay(store: Store, { start, end }: Day): SeriesSums[] {
  const hours = { table: 'usage_hours', from: start, to: end } as const;
  const all = noUsage();
  const rows: SeriesSums[] = [];
  for (const row of readSumsBySeries(store, { sums: [hours], records: [] }, null)) {
    const sums = decodeSums(row);
    addSums(all, sums);
    rows.push({ ...encodeSums(sums), seriesId: row.of });
  }
  return [...rows, { ...encodeSums(all), seriesId: ALL_SERIES }];
}

/** The first local day that is over and not complete; days without usage count too, so that no gap is left. */
function nextDay(store: Store, now: number): Day | null {
  const first = store.prepare('SELECT min(start) FROM usage_hours').pluck().get();
  if (typeof first !== 'number') return null;
  const complete = new Map(
    store
      .prepare<[], Day>('SELECT start, end FROM usage_summed_days WHERE is_complete = 1')
      .all()
      .map(({ start, end }) => [start, end]),
  );
  for (let start = startOfDay(first); ;) {
    const end = startOfNextDay(start);
    if (end > now) return null;
    if (complete.get(start) !== end) return { start, end };
    start = end;
  }
}

/** Notes the day in place of all that overlap it. */
function beginDay(store: Store, { start, end }: Day): void {
  store.transaction(() => {
    const overlapping = store
      .prepare('SELECT start FROM usage_summed_days WHERE start < ? AND end > ?')
      .pluck()
      .all(end, start);
    for (const former of new Set([start, ...overlapping])) {
      store
        .prepare(
          `DELETE FROM usage_days
           WHERE series_id IN (SELECT id FROM usage_series UNION ALL SELECT ?) AND start = ?`,
        )
        .run(ALL_SERIES, former);
      store.prepare('DELETE FROM usage_summed_days WHERE start = ?').run(former);
    }
    store.prepare('INSERT INTO usage_summed_days VALUES (?, ?, 0)').run(start, end);
  })();
}

function writeRows(store: Store, { start }: Day, rows: readonly SeriesSums[]): void {
  const table = new SumTable(store, 'usage_days');
  store.transaction(() => {
    for (const row of rows) table.writeRow(start, row.seriesId, row);
  })();
}
