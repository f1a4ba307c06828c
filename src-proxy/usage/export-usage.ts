import { viewUsageRecord } from '../management/operations/view-usage-record.ts';
import type { Store } from '../store/open-store.ts';
import { csvLine } from './csv-line.ts';
import { selectViews } from './list-requests.ts';
import { firstIdAt } from './usage-record.ts';

export type ExportFormat = 'csv' | 'json';

export interface ExportRange {
  readonly format: ExportFormat;
  readonly sinceMs: number;
  /** Not included. */
  readonly untilMs: number;
}

export interface ExportedPage {
  readonly text: string;
  /** After which record the next page begins; null: this was the last. */
  readonly afterId: number | null;
}

const PAGE_ROWS = 2000;

/**
 * A page of the requests that are over, oldest first. The pages of a range, begun with `afterId` null, make
 * one file: CSV with a line of names, or one JSON array, of what the management API says of a request.
 */
export function exportPage(
  store: Store,
  { format, sinceMs, untilMs }: ExportRange,
  afterId: number | null,
  pageRows = PAGE_ROWS,
): ExportedPage {
  const views = selectViews(
    store,
    "r.id >= ? AND r.id > ? AND r.id < ? AND r.outcome != 'running' ORDER BY r.id LIMIT ?",
    firstIdAt(sinceMs),
    afterId ?? -1,
    firstIdAt(untilMs),
    pageRows,
  );
  const isLast = views.length < pageRows;
  const rows = views.map(viewUsageRecord);
  const place = { isFirst: afterId === null, isLast };
  const text = format === 'csv' ? writeCsv(rows, place) : writeJson(rows, place);
  return { text, afterId: isLast ? null : (views.at(-1)?.id ?? null) };
}

interface Place {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

type Row = ReturnType<typeof viewUsageRecord>;

function writeCsv(rows: readonly Row[], { isFirst }: Place): string {
  const lines = rows.map((row) => csvLine(Object.values(row)));
  const names = Object.keys(rows[0] ?? {});
  return (isFirst && names.length > 0 ? [csvLine(names), ...lines] : lines).join('');
}

function writeJson(rows: readonly Row[], { isFirst, isLast }: Place): string {
  const begin = isFirst ? '[' : '';
  const separator = isFirst ? '' : ',';
  const lines = rows.map((row) => `\n${JSON.stringify(row)}`).join(',');
  return `${begin}${rows.length > 0 ? separator : ''}${lines}${isLast ? '\n]\n' : ''}`;
}
