import { describe, expect, test } from 'vitest';
import { green } from '../../../src-proxy/cli/paint.ts';
import { createPrinter, type Printer } from '../../../src-proxy/cli/print.ts';

function printerTo(isColoured: boolean): { print: Printer; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const print = createPrinter({
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    write: async (text) => void out.push(text),
    isTerminal: isColoured,
    isColoured,
  });
  return { print, out, err };
}

describe('the printer', () => {
  test('passes a file on as it is, but for a terminal', async () => {
    const piece = 'a,\u001B[2Jb\r\n"c';
    const file = printerTo(false);
    await file.print.piece(piece);
    expect(file.out).toEqual([piece]);
    const terminal = printerTo(true);
    await terminal.print.piece(piece);
    expect(terminal.out).toEqual(['a,\\u{1b}[2Jb\n"c']);
  });

  test('colours where it may', () => {
    const { print, out } = printerTo(true);
    print.line('is ', green('on'));
    expect(out).toEqual(['is \u001B[32mon\u001B[39m']);
  });

  test('does not colour where it may not', () => {
    const { print, out } = printerTo(false);
    print.line('is ', green('on'));
    expect(out).toEqual(['is on']);
  });

  test('lets no text colour itself or end its own colour', () => {
    const { print, out } = printerTo(true);
    print.line('a\u001B[31m', green('b\u001B[0m'));
    expect(out).toEqual(['a\\u{1b}[31m\u001B[32mb\\u{1b}[0m\u001B[39m']);
  });

  test('aligns columns by what a terminal shows, numbers at the right', () => {
    const { print, out } = printerTo(false);
    print.table<readonly [string, string]>(
      [
        { title: 'NAME', value: ([name]) => name },
        { title: 'N', value: ([, count]) => count, align: 'right' },
      ],
      [
        ['日本', '5'],
        ['grün', '1,234'],
        ['a\u0007', '7'],
      ],
    );
    expect(out).toEqual(['NAME        N', '日本        5', 'grün    1,234', 'a\\u{7}      7']);
  });

  test('never breaks a row of a table', () => {
    const { print, out } = printerTo(false);
    print.table([{ title: 'NAME', value: (name: string) => name }], ['x\nsk-lp-forged active']);
    expect(out).toHaveLength(2);
  });

  test('says notes beside the data, not in it', () => {
    const { print, out, err } = printerTo(false);
    print.note('by the way');
    print.json({ a: 1 });
    expect([out, err]).toEqual([['{\n  "a": 1\n}'], ['by the way']]);
  });

  test('gives the result of slow work, and its failure', async () => {
    const { print } = printerTo(false);
    expect(await print.during('Working', Promise.resolve(7))).toBe(7);
    await expect(print.during('Working', Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  test('clears the line it showed slow work on', async () => {
    const shown: string[] = [];
    const print = createPrinter({
      out: () => undefined,
      err: () => undefined,
      write: async () => undefined,
      isTerminal: true,
      isColoured: false,
      overwrite: (text) => void shown.push(text),
    });
    await print.during('Working', Promise.resolve());
    expect(shown.at(-1)).toBe('');
  });
});
