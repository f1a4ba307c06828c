import { describe, expect, test } from 'vitest';
import { inTimeZone } from '../../support/in-time-zone.ts';
import { aDay, DAY_MS, HOUR_MS, setUpAllowances } from '../../support/set-up-allowances.ts';

describe('a budget', () => {
  test('is spent to the last cent and no further', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    for (const usd of [0.4, 0.35, 0.25]) setup.spend(key, usd);
    expect(setup.refusal(key, 0.000_001)).toMatchObject({ code: 'budget_exhausted', status: 402 });
  });

  test('says what it is, what is spent, and when it begins again', () => {
    inTimeZone('UTC');
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    setup.spend(key, 0.75);
    setup.begin(key, 0.2);
    expect(setup.refusal(key, 0.1)?.message).toBe(
      `The budget of 1 USD a day of the virtual key "${key.label}" does not cover this call: 0.75 USD are spent, 0.2 USD held for calls still running, and this one may cost 0.1 USD. It begins again at 2026-01-16T00:00:00.000Z. A lower max_tokens reserves less. Raise it with: latchport key update "${key.label}" --budget`,
    );
  });

  test('lets pass what costs nothing, also when nothing is left', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    setup.spend(key, 1);
    expect(setup.refusal(key, 0)).toBeNull();
  });

  test('of 0 lets only that pass', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(0));
    expect(setup.refusal(key, 0)).toBeNull();
    expect(setup.refusal(key, 0.001)?.code).toBe('budget_exhausted');
  });

  test('begins again the next day', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    setup.spend(key, 1);
    setup.time.now += DAY_MS;
    expect(setup.refusal(key, 1)).toBeNull();
  });

  test('counts a call to the day it began on', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    const call = setup.begin(key, 1);
    setup.time.now += DAY_MS;
    setup.end(call, 1);
    expect(setup.refusal(key, 1)).toBeNull();
  });

  test('that was set later counts what was spent before', () => {
    const setup = setUpAllowances();
    const key = setup.createKey();
    setup.spend(key, 0.9);
    const budgeted = setup.change(key, aDay(1));
    expect(setup.refusal(budgeted, 0.2)?.code).toBe('budget_exhausted');
  });

  test('is not reset by being changed', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    setup.spend(key, 1);
    expect(setup.refusal(setup.change(key, aDay(1.5)), 0.6)?.code).toBe('budget_exhausted');
    expect(setup.refusal(setup.change(key, aDay(2)), 0.6)).toBeNull();
  });

  test('binds together with the others of the key, all or none', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({
      budgets: [
        { usd: 10, per: 'total' },
        { usd: 1, per: 'day' },
        { usd: 3, per: 'month' },
      ],
    });
    for (let day = 0; day < 3; day += 1) {
      setup.spend(key, 1);
      expect(setup.refusal(key, 0.5)?.message).toContain('1 USD a day');
      setup.time.now += DAY_MS;
    }
    expect(setup.refusal(key, 0.5)?.message).toContain('3 USD a month');
    expect(setup.remaining(key)).toBe(0);
    setup.time.now += 31 * DAY_MS;
    expect(setup.remaining(key)).toBe(1);
  });
});

describe('the budget of a workspace', () => {
  test('binds all of its keys together, and no others', () => {
    const setup = setUpAllowances();
    const workspace = setup.createWorkspace(aDay(1));
    const [one, two] = [setup.createKey({}, workspace), setup.createKey(aDay(5), workspace)];
    setup.spend(one, 0.6);
    expect(setup.refusal(two, 0.5)).toMatchObject({ code: 'budget_exhausted' });
    expect(setup.refusal(two, 0.5)?.message).toContain('of the workspace "workspace 1"');
    expect(setup.refusal(setup.createKey(), 0.5)).toBeNull();
    setup.spend(two, 0.4);
    expect(setup.refusal(one, 0.01)?.code).toBe('budget_exhausted');
  });
});

describe('a key made from another', () => {
  test('spends that one’s money, and counts to its limits', () => {
    const setup = setUpAllowances();
    const parent = setup.createKey({ ...aDay(1), requestsPerMinute: 3 });
    const child = setup.createKey({}, 'personal', parent.id);
    const grandchild = setup.createKey({}, 'personal', child.id);
    expect(grandchild.parentId).toBe(parent.id);
    setup.spend(child, 0.4);
    setup.spend(grandchild, 0.4);
    expect(setup.refusal(parent, 0.4)?.message).toContain(`"${parent.label}"`);
    setup.spend(parent, 0.1);
    expect(setup.refusal(child, 0.01)?.code).toBe('rate_limit_requests');
  });

  test('does so after a restart too', () => {
    const setup = setUpAllowances();
    const parent = setup.createKey(aDay(1));
    const child = setup.createKey({}, 'personal', parent.id);
    setup.spend(child, 0.7);
    setup.begin(child, 0.2);
    setup.restart('after a crash');
    expect(setup.refusal(child, 0.2)?.message).toContain('0.9 USD are spent');
  });
});

describe('a clock', () => {
  test('set back an hour gives nothing back', () => {
    inTimeZone('UTC');
    const setup = setUpAllowances();
    setup.time.now = Date.UTC(2026, 0, 16, 0, 30);
    const key = setup.createKey(aDay(1));
    setup.spend(key, 1);
    setup.time.now -= HOUR_MS;
    expect(setup.refusal(key, 1)?.code).toBe('budget_exhausted');
    setup.restart();
    expect(setup.refusal(key, 1)?.code).toBe('budget_exhausted');
    setup.time.now += DAY_MS + HOUR_MS;
    expect(setup.refusal(key, 1)).toBeNull();
  });

  test('that was years ahead by mistake does not hold the next day up for years', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({
      budgets: [
        { usd: 1, per: 'day' },
        { usd: 2.5, per: 'total' },
      ],
    });
    const { now } = setup.time;
    setup.time.now = now + 3650 * DAY_MS;
    setup.spend(key, 1);
    setup.time.now = now;
    setup.spend(key, 1);
    setup.time.now += DAY_MS;
    expect(setup.refusal(key, 1)?.message).toContain('2.5 USD in total');
    expect(setup.refusal(key, 0.5)).toBeNull();
  });
});

describe('spending', () => {
  test('is known again after a restart, written or not', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ budgets: [{ usd: 5, per: 'week' }] });
    setup.spend(key, 1.5);
    setup.restart();
    setup.spend(key, 2);
    setup.restart('after a crash');
    expect(setup.remaining(key)).toBe(1.5);
  });

  test('of a write that failed is written with the next', () => {
    const setup = setUpAllowances();
    const key = setup.createKey({ budgets: [{ usd: 5, per: 'week' }] });
    setup.store.exec(
      "CREATE TRIGGER full BEFORE INSERT ON spending_days BEGIN SELECT RAISE(FAIL, 'no'); END",
    );
    setup.spend(key, 1.5);
    setup.recorder.flush(true);
    setup.store.exec('DROP TRIGGER full');
    setup.restart();
    expect(setup.remaining(key)).toBe(3.5);
  });
});
