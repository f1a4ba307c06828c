import type { Store } from '../store/open-store.ts';
import { startOfDay, startOfNextDay } from './local-calendar.ts';
import type { SumTableName } from './sum-table.ts';
import { timeOfId } from './usage-record.ts';

/** Milliseconds since the epoch; the end is not included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface SummedSpan extends Span {
  readonly table: SumTableName;
}

/** Where the parts of a period are to be read from. They neither overlap nor leave anything out. */
export interface PeriodParts {
  readonly sums: readonly SummedSpan[];
  readonly records: readonly Span[];
}

const HOUR_MS = 3_600_000;

/**
 * Whole local days and whole hours by their sums, what is left at both ends by its single records. An hour
 * whose records were removed counts whole. What is to come counts with the hour that runs now.
 */
export function partPeriod(store: Store, { from, to }: Span, now: number): PeriodParts {
  const oldest = oldestRecordAt(store);
  const begin = firstWholeHour(store, from, oldest);
  const end = to > now ? Number.MAX_SAFE_INTEGER : endOfWholeHours(store, to, oldest);
  if (begin >= end) return { sums: [], records: [{ from, to }] };
  const records = [
    { from, to: begin },
    { from: end, to },
  ];
  return {
    sums: wholeDays(store, { from: begin, to: end }),
    records: records.filter((span) => span.from < span.to),
  };
}

/** When the first hour with sums begins that is all within a period from `from` on. */
function firstWholeHour(store: Store, from: number, oldest: number): number {
  const cut = store
    .prepare('SELECT max(start) FROM usage_hours WHERE start > ? AND start < ?')
    .pluck()
    .get(from - HOUR_MS, from);
  if (typeof cut === 'number' && cut + HOUR_MS <= oldest) return cut;
  const first = store
    .prepare('SELECT min(start) FROM usage_hours WHERE start >= ?')
    .pluck()
    .get(from);
  return typeof first === 'number' ? first : Number.MAX_SAFE_INTEGER;
}

/** Where the hours end that are all within a period up to `to`. */
function endOfWholeHours(store: Store, to: number, oldest: number): number {
  const last = store.prepare('SELECT max(start) FROM usage_hours WHERE start < ?').pluck().get(to);
  if (typeof last !== 'number' || last + HOUR_MS <= to) return to;
  return last + HOUR_MS <= oldest ? last + HOUR_MS : last;
}

function oldestRecordAt(store: Store): number {
  const id = store.prepare('SELECT min(id) FROM usage_records').pluck().get();
  return typeof id === 'number' ? timeOfId(id) : Number.POSITIVE_INFINITY;
}

/** Days that are summed up and still are days by the calendar, which a journey changes; hours between them. */
function wholeDays(store: Store, { from, to }: Span): PeriodParts['sums'] {
  const days = store
    .prepare<[number, number], { readonly start: number; readonly end: number }>(
      `SELECT start, end FROM usage_summed_days
       WHERE start >= ? AND end <= ? AND is_complete = 1 ORDER BY start`,
    )
    .all(from, to)
    .filter(({ start, end }) => isLocalDay(start, end));
  const parts: SummedSpan[] = [];
  let reached = from;
  for (const { start, end } of days) {
    const last = parts.at(-1);
    if (last?.table === 'usage_days' && last.to === start) {
      parts[parts.length - 1] = { ...last, to: end };
    } else {
      if (reached < start) parts.push({ table: 'usage_hours', from: reached, to: start });
      parts.push({ table: 'usage_days', from: start, to: end });
    }
    reached = end;
  }
  if (reached < to) parts.push({ table: 'usage_hours', from: reached, to });
  return parts;
}

const isLocalDay = (start: number, end: number): boolean =>
  startOfDay(start) === start && startOfNextDay(start) === end;
