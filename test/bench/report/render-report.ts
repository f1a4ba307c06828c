import type { AllFigures } from './figures.ts';
import { FIGURE_ROWS } from './figure-rows.ts';
import { judgeGoals, type GoalResult } from './goals.ts';
import type { Machine } from './machine.ts';

const HOW = `Everything on loopback, each target a process of its own. Small calls: wrk, 64 connections, targets in
turn, median of the rounds (streams too). One connection: a plain socket, calls to the target and to the
upstream alternating. Streams: 500 at 50 chunks/s each, from the stamp in a chunk to its arrival, after the first
second. CPU (user and system) and RSS from /proc. Ready: from spawn to the ready line, or to the first
accepted connection where there is none.`;

/** The whole result as Markdown, readable in a terminal too. */
export function renderReport(
  machine: Machine,
  figures: AllFigures,
  pageScriptKb: number | null,
  notes: readonly string[],
): string {
  const names = [...figures.keys()];
  const rows = FIGURE_ROWS.map(({ title, read }) => [
    title,
    ...names.map((name) => read(figures.get(name) ?? {}) || '-'),
  ]);
  const goals = judgeGoals(figures, pageScriptKb).map((result) => [
    result.goal,
    result.measured,
    verdict(result),
  ]);
  return [
    '# Benchmark result',
    machine.line,
    renderTable(['', ...names], rows),
    renderTable(['goal', 'measured', ''], goals),
    HOW,
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

function verdict({ isMet }: GoalResult): string {
  if (isMet === null) return 'not measured';
  return isMet ? 'goal met' : 'goal not met';
}

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
