import { describe, expect, test } from 'vitest';
import { createLog } from '../../../src-proxy/log.ts';
import { RaiseWatch } from '../../../src-proxy/policy/raise-watch.ts';
import { raiseBudget } from '../../../src-proxy/virtual-keys/raise-budget.ts';
import type { VirtualKey } from '../../../src-proxy/virtual-keys/virtual-key.ts';
import {
  aDay,
  HOUR_MS,
  setUpAllowances,
  type AllowanceSetup,
} from '../../support/set-up-allowances.ts';

function raise(setup: AllowanceSetup, key: VirtualKey, usd: number, untilMs: number): VirtualKey {
  const until = setup.time.now + untilMs;
  return raiseBudget(setup.keyDeps(), key.id, { usd, per: 'day', until }, 'cli');
}

describe('a raise', () => {
  test('holds until its end, and then no more', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    setup.spend(key, 1);
    const raised = raise(setup, key, 2, HOUR_MS);
    expect(setup.refusal(raised, 0.5)).toBeNull();
    setup.time.now += HOUR_MS;
    expect(setup.refusal(raised, 0.5)?.message).toContain('1 USD a day');
  });

  test('is in the audit log, and so is its end', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    raise(setup, key, 2, HOUR_MS);
    const watch = new RaiseWatch({
      virtualKeys: setup.virtualKeys,
      events: setup.events,
      spendingTime: () => setup.recorder.spendingTime(setup.time.now),
      log: createLog('silent', () => undefined),
    });
    watch.check();
    expect(setup.told('budget.raise_ended')).toEqual([]);
    setup.time.now += HOUR_MS;
    watch.check();
    watch.check();
    expect(setup.told('budget.raised')).toMatchObject([
      { actor: 'cli', subjectId: key.id, data: { per: 'day', fromUsd: 1, toUsd: 2 } },
    ]);
    expect(setup.told('budget.raise_ended')).toMatchObject([
      { actor: 'engine', subjectId: key.id, data: { per: 'day', fromUsd: 2, toUsd: 1 } },
    ]);
    setup.time.now -= HOUR_MS;
    setup.spend(setup.virtualKeys.find(key.id), 1);
    expect(setup.refusal(setup.virtualKeys.find(key.id), 0.5)?.code).toBe('budget_exhausted');
  });

  test('is not brought back by a clock set back', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    const raised = raise(setup, key, 2, HOUR_MS);
    setup.time.now += 2 * HOUR_MS;
    setup.spend(raised, 1);
    setup.time.now -= 2 * HOUR_MS;
    expect(setup.refusal(raised, 0.5)?.code).toBe('budget_exhausted');
  });

  test('takes the place of one before it, and ends with the budget', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    raise(setup, key, 2, HOUR_MS);
    expect(raise(setup, key, 3, HOUR_MS).budgetRaises).toMatchObject([{ usd: 3 }]);
    expect(setup.change(key, aDay(1.5)).budgetRaises).toEqual([]);
  });

  test.each([
    ['a budget to raise', {}, 2, HOUR_MS, 'has no budget to raise'],
    ['a budget of that period', { budgets: [{ usd: 1, per: 'week' }] }, 2, HOUR_MS, '1 USD a week'],
    ['a higher sum', aDay(1), 1, HOUR_MS, 'must be more than the budget itself'],
    ['an end to come', aDay(1), 2, -1, 'must be in the future'],
  ] as const)('needs %s', (_what, settings, usd, untilMs, message) => {
    const setup = setUpAllowances();
    const key = setup.createKey(settings);
    expect(() => raise(setup, key, usd, untilMs)).toThrow(message);
  });
});
