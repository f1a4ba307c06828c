import { describe, expect, test } from 'vitest';
import { setUpAllowances } from '../../support/set-up-allowances.ts';

const MINUTE_MS = 60_000;

describe('requests a minute', () => {
  test('are as many as the limit says, whatever minute is looked at', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ requestsPerMinute: 3 });
    for (const at of [0, 20_000, 40_000]) {
      setup.time.monotonic = at;
      expect(setup.refusal(key, 0)).toBeNull();
    }
    setup.time.monotonic = 59_000;
    expect(setup.refusal(key, 0)).toMatchObject({
      code: 'rate_limit_requests',
      status: 429,
      retryAfterSeconds: 2,
    });
    setup.time.monotonic = 61_000;
    expect(setup.refusal(key, 0)).toBeNull();
    expect(setup.refusal(key, 0)?.retryAfterSeconds).toBe(20);
  });

  test('that are refused do not count', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ requestsPerMinute: 1 });
    setup.spend(key, 0);
    for (let second = 1; second < 60; second += 1) {
      setup.time.monotonic = second * 1000;
      expect(setup.refusal(key, 0)?.code).toBe('rate_limit_requests');
    }
    setup.time.monotonic = MINUTE_MS + 1000;
    expect(setup.refusal(key, 0)).toBeNull();
  });

  test('do not count a call that another limit refused', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({
      requestsPerMinute: 1,
      budgets: [{ usd: 1, per: 'day' }],
    });
    expect(setup.refusal(key, 2)?.code).toBe('budget_exhausted');
    expect(setup.refusal(key, 1)).toBeNull();
  });

  test('are not touched by a change of the clock', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ requestsPerMinute: 1 });
    setup.spend(key, 0);
    setup.time.now += 86_400_000;
    expect(setup.refusal(key, 0)?.code).toBe('rate_limit_requests');
  });
});

describe('tokens a minute', () => {
  test('are reserved as estimated, and corrected when the call is over', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ tokensPerMinute: 1000 });
    const call = setup.begin(key, 0, 800);
    expect(() => setup.begin(key, 0, 300)).toThrow('1000 tokens a minute');
    setup.end(call, 0, 100);
    expect(setup.allowances.rates.tokens(key)).toMatchObject({ limit: 1000, remaining: 900 });
    setup.end(setup.begin(key, 0, 300), 0, 2000);
    expect(setup.allowances.rates.tokens(key)?.remaining).toBe(0);
  });

  test('of a call that never got to a provider are given back', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ tokensPerMinute: 1000 });
    setup.end(setup.begin(key, 0, 800), null);
    expect(setup.allowances.rates.tokens(key)?.remaining).toBe(1000);
  });

  test('do not keep a call out for good that may take more than all of them', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ tokensPerMinute: 1000 });
    const small = setup.begin(key, 0, 10);
    expect(() => setup.begin(key, 0, 5000)).toThrow('Try again in 60 s');
    setup.end(small, 0, 10);
    setup.time.monotonic = MINUTE_MS + 1000;
    expect(setup.begin(key, 0, 5000).hold.tokens).toMatchObject({ tokens: 1000 });
  });
});

const stays = (): (() => void) => () => undefined;

const leaves = (gone: () => void): (() => void) => {
  queueMicrotask(gone);
  return () => undefined;
};

const nothing = { nano: 0, tokens: 0 };

describe('requests at once', () => {
  test('wait their turn, shortly, and are then refused', async () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ concurrentRequests: 1 });
    const first = setup.begin(key, 0);
    const record = setup.openRecord(key);
    await expect(setup.allowances.enter(key, nothing, record, stays)).rejects.toMatchObject({
      code: 'rate_limit_concurrency',
      status: 429,
      retryAfterSeconds: 1,
    });
    const waiting = setup.allowances.enter(key, nothing, record, stays);
    setup.end(first, 0);
    expect(await waiting).toMatchObject({ hasSlot: true });
  });

  test('do not wait where another limit refuses them anyway', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ concurrentRequests: 1, requestsPerMinute: 1 });
    setup.begin(key, 0);
    expect(() => setup.begin(key, 0)).toThrow('1 request a minute');
  });

  test('give their slot back when a budget refuses them after the wait', async () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ concurrentRequests: 1, budgets: [{ usd: 1, per: 'day' }] });
    const first = setup.begin(key, 1);
    const demand = { nano: 1e9, tokens: 0 };
    const waiting = setup.allowances.enter(key, demand, setup.openRecord(key), stays);
    setup.end(first, 1);
    await expect(waiting).rejects.toMatchObject({ code: 'budget_exhausted' });
    expect(setup.allowances.concurrency(key)).toEqual({ limit: 1, running: 0 });
    expect(setup.refusal(key, 0)).toBeNull();
  });

  test('that leave while they wait hold nothing', async () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ concurrentRequests: 1 });
    const first = setup.begin(key, 0);
    expect(await setup.allowances.enter(key, nothing, setup.openRecord(key), leaves)).toBeNull();
    setup.end(first, 0);
    expect(setup.allowances.concurrency(key)?.running).toBe(0);
  });
});

describe('a call that is settled twice', () => {
  test('gives back once', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({
      concurrentRequests: 5,
      tokensPerMinute: 1000,
      budgets: [{ usd: 1, per: 'day' }],
    });
    const [one, two] = [setup.begin(key, 0.2, 100), setup.begin(key, 0.3, 100)];
    setup.end(one, null);
    setup.allowances.settle(key, one.hold, one.record);
    expect(setup.allowances.concurrency(key)?.running).toBe(1);
    expect(setup.remaining(key)).toBe(0.7);
    expect(setup.allowances.rates.tokens(key)?.remaining).toBe(900);
    setup.end(two, 0.3);
    expect(setup.remaining(key)).toBe(0.7);
  });
});

const headers = (list: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1] ?? '']] : [])),
  );

describe('the headers of a limited key', () => {
  test('tell what is left and when all of it will be', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({
      requestsPerMinute: 60,
      tokensPerMinute: 1000,
      concurrentRequests: 4,
    });
    setup.begin(key, 0, 300);
    setup.time.monotonic = 500;
    expect(headers(setup.allowances.headersFor(key))).toEqual({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '60.5s',
      'x-ratelimit-limit-tokens': '1000',
      'x-ratelimit-remaining-tokens': '700',
      'x-ratelimit-reset-tokens': '60.5s',
      'x-ratelimit-limit-concurrent-requests': '4',
      'x-ratelimit-remaining-concurrent-requests': '3',
    });
  });

  test('tell nothing of limits it does not have', () => {
    const setup = setUpAllowances();
    expect(setup.allowances.headersFor(setup.createKey())).toEqual([]);
    const key = setup.createKey({ tokensPerMinute: 5 });
    expect(Object.keys(headers(setup.allowances.headersFor(key)))).toEqual([
      'x-ratelimit-limit-tokens',
      'x-ratelimit-remaining-tokens',
      'x-ratelimit-reset-tokens',
    ]);
  });
});
