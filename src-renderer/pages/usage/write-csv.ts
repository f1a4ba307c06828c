import { messages } from '../../messages.ts';
import { groupColumns } from './group-columns.ts';
import { groupName } from './group-name.ts';
import type { Summary } from './summary.ts';

/** The sums on the page, with plain numbers, quoted as RFC 4180 says. */
export function writeCsv({ by, groups, total }: Summary): string {
  const head = [by, ...groupColumns.map(({ title }) => title)];
  const rows = groups.map((group) => [
    by === 'day' ? group.id : groupName(group, by),
    ...groupColumns.map(({ raw }) => raw(group)),
  ]);
  const foot = [messages.usage.groups.total, ...groupColumns.map(({ raw }) => raw(total))];
  return [head, ...rows, foot].map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}

/** Spreadsheets run a text that begins like a formula, and names come from providers and tools. */
function quote(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
