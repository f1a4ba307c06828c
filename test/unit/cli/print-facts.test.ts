import { expect, test } from 'vitest';
import { green } from '../../../src-proxy/cli/paint.ts';
import { printFacts, type Fact } from '../../../src-proxy/cli/print-facts.ts';
import { createPrinter } from '../../../src-proxy/cli/print.ts';

const facts: readonly Fact[] = [
  ['vault', 'Keys are sealed files in a folder that only you can read.'],
  ['status', green('on')],
  ['region', null],
  ['address', 'http://127.0.0.1:6174/a/long/word/of/its/own'],
];

function printed(columns: number | undefined): readonly string[] {
  const lines: string[] = [];
  const print = createPrinter({
    out: (line) => void lines.push(line),
    err: () => undefined,
    write: async () => undefined,
    isTerminal: columns !== undefined,
    isColoured: false,
    ...(columns === undefined ? {} : { columns }),
  });
  printFacts(print, facts);
  return lines;
}

test('facts stand a line each where no terminal is', () => {
  expect(printed(undefined)).toEqual([
    '  vault         Keys are sealed files in a folder that only you can read.',
    '  status        on',
    '  address       http://127.0.0.1:6174/a/long/word/of/its/own',
  ]);
});

test('long ones go on below their own beginning, within the width of the terminal', () => {
  expect(printed(50)).toEqual([
    '  vault         Keys are sealed files in a folder',
    '                that only you can read.',
    '  status        on',
    '  address       http://127.0.0.1:6174/a/long/word/of/its/own',
  ]);
});

test('a terminal too narrow for that breaks them itself', () => {
  expect(printed(30)[0]).toBe(printed(undefined)[0]);
});
