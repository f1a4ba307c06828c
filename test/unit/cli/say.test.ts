import { describe, expect, test } from 'vitest';
import { plural, sayCost, sayCostOf, sayCount } from '../../../src-proxy/cli/say-amount.ts';
import { sayClock, sayTime } from '../../../src-proxy/cli/say-time.ts';

const NOW = new Date('2026-05-05T12:00:00').getTime();
const at = (ms: number): string => new Date(NOW + ms).toISOString();

describe('a time', () => {
  test.each([
    [-500, 'now'],
    [-1000, '1 s ago'],
    [-59_999, '59 s ago'],
    [-60_000, '1 min ago'],
    [-3_600_000, '1 h ago'],
    [-86_399_999, '23 h ago'],
    [-86_400_000 * 3, '3 d ago'],
    [86_400_000 * 30, 'in 30 d'],
  ])('%i ms away is said as %s', (ms, said) => {
    expect(sayTime(at(ms), NOW)).toBe(said);
  });

  test('that never came is a dash', () => {
    expect(sayTime(null, NOW)).toBe('-');
  });

  test('of today is said by the clock, of another day with its date', () => {
    expect(sayClock(at(-61_000), NOW)).toBe('11:58:59');
    expect(sayClock(at(-86_400_000), NOW)).toBe('2026-05-04 12:00:00');
  });
});

describe('an amount', () => {
  test.each([
    [0, '$0.00'],
    [1.005, '$1.01'],
    [1234.5, '$1,234.50'],
    [0.00001234, '$0.000012'],
    [0.05, '$0.05'],
    [null, 'unknown'],
  ])('of %s dollars is %s', (usd, said) => {
    expect(sayCost(usd)).toBe(said);
  });

  test('that misses requests of unknown price says so', () => {
    expect(sayCostOf({ cost_usd: 2, unpriced_requests: 3 })).toBe('$2.00 + 3 unpriced');
    expect(sayCostOf({ cost_usd: null, unpriced_requests: 3 })).toBe('unknown');
    expect(sayCostOf({ cost_usd: 2, unpriced_requests: 0 })).toBe('$2.00');
  });

  test('is counted in thousands and named in its number', () => {
    expect(sayCount(1_234_567)).toBe('1,234,567');
    expect([plural(1, 'key'), plural(2, 'key'), plural(0, 'copy', 'copies')]).toEqual([
      '1 key',
      '2 keys',
      '0 copies',
    ]);
  });
});
