import { describe, expect, it } from 'vitest';
import { growthPerHundredThousand } from '../../bench/measure/memory-series.ts';

function series(rssAt: (index: number) => number): { requests: number; rssMb: number }[] {
  return Array.from({ length: 40 }, (_, index) => ({
    requests: index * 5000,
    rssMb: rssAt(index),
  }));
}

describe('growthPerHundredThousand', () => {
  it('finds a leak', () => {
    expect(growthPerHundredThousand(series((index) => 80 + index))).toBeCloseTo(20);
  });

  it('takes a rise and fall of garbage for flat', () => {
    expect(growthPerHundredThousand(series((index) => 80 + (index % 4) * 10))).toBeCloseTo(0);
  });

  it('says nothing of a short run', () => {
    expect(growthPerHundredThousand(series(() => 80).slice(0, 8))).toBeNull();
  });
});
