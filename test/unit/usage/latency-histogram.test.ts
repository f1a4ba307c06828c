import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addEncoded,
  addLatencies,
  addLatency,
  encodeLatencies,
  noLatencies,
  percentile,
  type LatencyCounts,
} from '../../../src-proxy/usage/latency-histogram.ts';

const durations = fc.array(fc.integer({ min: 0, max: 3_600_000 }), { maxLength: 300 });

const histogramOf = (times: readonly number[]): LatencyCounts => {
  const counts = noLatencies();
  for (const ms of times) addLatency(counts, ms);
  return counts;
};

describe('the times of many requests', () => {
  test('give percentiles that are at most 4.5 % off, rounding aside', () => {
    fc.assert(
      fc.property(
        durations.filter((times) => times.length > 0),
        fc.constantFrom(0.5, 0.95, 1),
        (times, share) => {
          const sorted = times.toSorted((one, other) => one - other);
          const exact = sorted[Math.ceil(times.length * share) - 1] ?? Number.NaN;
          const found = percentile(histogramOf(times), share) ?? Number.NaN;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.045 * exact + 0.5);
        },
      ),
    );
  });

  test('have no percentile when there were none', () => {
    expect(percentile(noLatencies(), 0.5)).toBeNull();
  });

  test('come back from their text as they were; texts in a row are the sum', () => {
    fc.assert(
      fc.property(durations, durations, (some, others) => {
        const [one, other] = [histogramOf(some), histogramOf(others)];
        const read = noLatencies();
        addEncoded(read, encodeLatencies(one) + encodeLatencies(other));
        const sum = noLatencies();
        addLatencies(sum, one);
        addLatencies(sum, other);
        expect(read).toEqual(sum);
        expect(read).toEqual(histogramOf([...some, ...others]));
      }),
    );
  });

  test('may be very many', () => {
    const counts = noLatencies();
    counts[7] = 2_000_000_000;
    const read = noLatencies();
    addEncoded(read, encodeLatencies(counts));
    expect(read[7]).toBe(2_000_000_000);
  });

  test('count what is longer than all classes, or no time at all, at the ends', () => {
    const counts = histogramOf([Number.MAX_SAFE_INTEGER, -5, 0.2]);
    expect(percentile(counts, 0.5)).toBe(0);
    expect(percentile(counts, 1)).toBeGreaterThan(3_600_000);
  });

  test('that were damaged on the disk end the reading, not the engine', () => {
    const counts = noLatencies();
    addEncoded(counts, '0');
    addEncoded(counts, '5');
    addEncoded(counts, '01o');
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThan(64);
  });
});
