import { describe, expect, test } from 'vitest';
import { parseDuration, parseMoment } from '../../../src-proxy/cli/parse-moment.ts';
import { UsageError } from '../../../src-proxy/cli/usage-error.ts';

const NOW = Date.parse('2026-05-05T12:00:00.000Z');

describe('a duration', () => {
  test.each([
    ['45s', 45_000],
    ['90m', 5_400_000],
    ['12h', 43_200_000],
    ['30d', 2_592_000_000],
    ['2w', 1_209_600_000],
    ['0s', 0],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(['', 'd', '30', '30x', '-5d', '1.5h', '30 d', '1e9d', '9999999d', '__proto__'])(
    'is not %j',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );
});

describe('a moment', () => {
  test('lies ahead or ago', () => {
    expect(parseMoment('--expires', '1d', NOW, 'ahead')).toBe('2026-05-06T12:00:00.000Z');
    expect(parseMoment('--since', '1d', NOW, 'ago')).toBe('2026-05-04T12:00:00.000Z');
  });

  test('is a date at its local midnight', () => {
    const midnight = new Date(2026, 0, 31).toISOString();
    expect(parseMoment('--since', '2026-01-31', NOW, 'ago')).toBe(midnight);
  });

  test('is a date with a time, in the zone it names', () => {
    const said = parseMoment('--since', '2026-01-31T10:00:00+02:00', NOW, 'ago');
    expect(said).toBe('2026-01-31T08:00:00.000Z');
  });

  test.each(['banana', '2026-13-01', '2026-02-30T99:00', '31.01.2026', ''])(
    'is not %j, and the option is named',
    (text) => {
      const parse = (): string => parseMoment('--since', text, NOW, 'ago');
      expect(parse).toThrow(UsageError);
      expect(parse).toThrow('--since takes a duration such as 30d');
    },
  );
});
