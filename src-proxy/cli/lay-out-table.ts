import stringWidth from 'string-width';
import { neutralise } from './neutralise.ts';
import type { Part } from './print.ts';

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => Part;
  /** Numbers stand at the right. */
  readonly align?: 'right';
}

const GAP = '  ';

/** Lines of cells padded to the widest of their column, as a terminal counts width; a dim title line first. */
export function layOutTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): readonly (readonly Part[])[] {
  const titles: Part[] = columns.map(({ title }) => ({ text: title, style: 'dim' }));
  const lines = [titles, ...rows.map((row) => columns.map(({ value }) => value(row)))];
  const widths = columns.map((_, at) =>
    Math.max(...lines.map((cells) => widthOf(cells[at] ?? ''))),
  );
  return lines.map((cells) =>
    cells.flatMap((cell, at) => {
      const padding = ' '.repeat((widths[at] ?? 0) - widthOf(cell));
      const padded = columns[at]?.align === 'right' ? [padding, cell] : [cell, padding];
      return at === 0 ? padded : [GAP, ...padded];
    }),
  );
}

const textOf = (part: Part): string => (typeof part === 'string' ? part : part.text);

const widthOf = (part: Part): number => stringWidth(neutralise(textOf(part)));
