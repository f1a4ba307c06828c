import { array, assert, integer, nat, oneof, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SlidingWindow } from '../../../src-proxy/policy/sliding-window.ts';

const MINUTE = 60_000;

describe('a sliding window', () => {
  test('counts everything of the last minute, and nothing older than a minute and a second', () => {
    const steps = array(
      record({
        wait: oneof(nat(500), nat(20_000), integer({ min: 0, max: 200_000 })),
        amount: nat(9),
      }),
    );
    assert(
      property(steps, (taken) => {
        const window = new SlidingWindow();
        const seen: { at: number; amount: number }[] = [];
        const since = (ms: number): number =>
          seen.filter(({ at }) => at > now - ms).reduce((sum, { amount }) => sum + amount, 0);
        let now = 0;
        for (const { wait, amount } of taken) {
          now += wait;
          window.take(now, amount);
          seen.push({ at: now, amount });
          const used = window.used(now);
          expect(used).toBeGreaterThanOrEqual(since(MINUTE));
          expect(used).toBeLessThanOrEqual(since(MINUTE + 1000));
        }
      }),
    );
  });

  test('tells how long to wait, not longer and not shorter', () => {
    const steps = array(record({ wait: nat(20_000), amount: nat(9) }), { minLength: 1 });
    assert(
      property(steps, nat(40), (taken, amount) => {
        const window = new SlidingWindow();
        let now = 0;
        for (const step of taken) {
          now += step.wait;
          window.take(now, step.amount);
        }
        const wait = window.msUntil(now, amount);
        expect(wait === 0 || window.used(now + wait - 1) > amount).toBe(true);
        expect(window.used(now + wait)).toBeLessThanOrEqual(amount);
      }),
    );
  });

  test('gives back what was taken too much, and takes what was taken too little', () => {
    const window = new SlidingWindow();
    const second = window.take(1000, 100);
    window.correct(5000, second, -70);
    expect(window.used(5000)).toBe(30);
    window.correct(6000, second, 20);
    expect(window.used(6000)).toBe(50);
    expect(window.used(1000 + MINUTE + 1000)).toBe(0);
  });

  test('forgets a correction of what counts no more', () => {
    const window = new SlidingWindow();
    const second = window.take(0, 100);
    window.take(70_000, 1);
    window.correct(70_000, second, -100);
    expect(window.used(70_000)).toBe(1);
  });
});
