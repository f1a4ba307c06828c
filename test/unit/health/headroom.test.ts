import { describe, expect, test } from 'vitest';
import {
  exhaustedUntil,
  headroomOf,
  isLow,
  type SeenLimits,
} from '../../../src-proxy/health/headroom.ts';
import type { RateLimit } from '../../../src-proxy/providers/rate-limit-headers.ts';

const T = 1_000_000;

const limit = (told: Partial<RateLimit>): RateLimit => ({
  kind: 'requests',
  limit: 100,
  remaining: 100,
  resetAt: T + 10_000,
  ...told,
});

const seen = (...limits: readonly RateLimit[]): SeenLimits => ({ limits, model: 'm', seenAt: T });

describe('headroom', () => {
  test.each([
    ['nothing known', null, 1],
    ['no limits told', seen(), 1],
    ['half of it', seen(limit({ remaining: 50 })), 0.5],
    ['the tightest counts', seen(limit({ remaining: 90 }), limit({ remaining: 10 })), 0.1],
    ['one already reset does not', seen(limit({ remaining: 0, resetAt: T })), 1],
    ['nor one without a size', seen(limit({ limit: null, remaining: 5 })), 1],
    ['nor one without a rest', seen(limit({ remaining: null })), 1],
    ['nor one of 0 to begin with', seen(limit({ limit: 0, remaining: 0 })), 1],
  ])('%s', (_what, told, expected) => {
    expect(headroomOf(told, T)).toBe(expected);
  });

  test('is low below a fifth', () => {
    expect([isLow(0.2), isLow(0.19)]).toEqual([false, true]);
  });

  test('before it was seen, which a clock set back can show, counts for nothing', () => {
    expect(headroomOf(seen(limit({ remaining: 0 })), T - 1)).toBe(1);
  });
});

describe('exhausted', () => {
  test.each([
    ['something left', seen(limit({ remaining: 1 })), null],
    ['nothing left: until its reset', seen(limit({ remaining: 0 })), T + 10_000],
    [
      'several: until the last resets',
      seen(limit({ remaining: 0 }), limit({ remaining: 0, resetAt: T + 20_000 })),
      T + 20_000,
    ],
    ['no reset told: a minute', seen(limit({ remaining: 0, resetAt: null })), T + 60_000],
    ['already reset', seen(limit({ remaining: 0, resetAt: T - 1 })), null],
    ['of unknown size', seen(limit({ limit: null, remaining: 0 })), T + 10_000],
    ['of 0 to begin with', seen(limit({ limit: 0, remaining: 0 })), null],
  ])('%s', (_what, told, expected) => {
    expect(exhaustedUntil(told, T)).toBe(expected);
  });
});
