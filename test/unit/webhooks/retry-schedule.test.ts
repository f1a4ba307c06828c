import { describe, expect, test } from 'vitest';
import { LONGEST_DELAY_MS, retryDelay } from '../../../src-proxy/webhooks/retry-schedule.ts';

const middle = (): number => 0.5;

describe('the wait after a failed attempt', () => {
  test('grows as the specification suggests, and ends after ten attempts', () => {
    const delays = Array.from({ length: 10 }, (_, at) => retryDelay(at + 1, null, middle));
    const seconds = delays.map((delay) => (delay === null ? null : delay / 1000));
    expect(seconds).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
  });

  test('is a little at random', () => {
    expect(retryDelay(2, null, () => 0)).toBe(270_000);
    expect(retryDelay(2, null, () => 0.999_999)).toBeCloseTo(330_000, 0);
  });

  test('is as long as the receiver asks, within a day or so', () => {
    expect(retryDelay(1, 60_000, middle)).toBe(60_000);
    expect(retryDelay(5, 60_000, middle)).toBe(18_000_000);
    expect(retryDelay(1, 10 ** 12, middle)).toBeLessThan(LONGEST_DELAY_MS);
  });
});
