import { dim } from './paint.ts';
import type { Part, Printer } from './print.ts';
import { wrapWords } from './wrap-words.ts';

/** A name and what is to be said; null: nothing. */
export type Fact = readonly [name: string, value: Part | null];

const NAME_WIDTH = 14;
const INDENT = '  ';
/** On a narrower terminal it breaks lines by itself. */
const MIN_WIDTH = 20;

/** What is known of one thing, a line each, with long ones going on below their own beginning. */
export function printFacts(print: Printer, facts: readonly Fact[]): void {
  for (const [name, value] of facts) {
    if (value === null) continue;
    const [first, ...more] = linesOf(value, print.columns);
    print.line(INDENT, dim(name.padEnd(NAME_WIDTH)), first ?? '');
    for (const part of more) print.line(INDENT, ' '.repeat(NAME_WIDTH), part);
  }
}

function linesOf(value: Part, columns: number | null): readonly Part[] {
  const width = (columns ?? 0) - INDENT.length - NAME_WIDTH;
  if (width < MIN_WIDTH) return [value];
  if (typeof value === 'string') return wrapWords(value, width);
  return wrapWords(value.text, width).map((text) => ({ ...value, text }));
}
