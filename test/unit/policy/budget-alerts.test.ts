import { describe, expect, test } from 'vitest';
import { inTimeZone } from '../../support/in-time-zone.ts';
import { aDay, DAY_MS, setUpAllowances } from '../../support/set-up-allowances.ts';

describe('of a budget is told', () => {
  test('once that 80 % are spent, and once that it is used up', () => {
    inTimeZone('UTC');
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    setup.spend(key, 0.79);
    expect(setup.told('budget.threshold')).toEqual([]);
    setup.spend(key, 0.01);
    setup.spend(key, 0.1);
    expect(setup.told('budget.exhausted')).toEqual([]);
    setup.spend(key, 0.1);
    setup.refusal(key, 0.1);
    expect(setup.told('budget.threshold')).toMatchObject([
      {
        actor: 'engine',
        subjectId: key.id,
        data: {
          of: 'virtual_key',
          label: key.label,
          capUsd: 1,
          per: 'day',
          window: '2026-01-15',
          spentUsd: 0.8,
          resetsAt: '2026-01-16T00:00:00.000Z',
        },
      },
    ]);
    expect(setup.told('budget.exhausted')).toHaveLength(1);
  });

  test('that it is used up when its last fifth does not cover a call', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    setup.spend(key, 0.85);
    setup.refusal(key, 0.2);
    setup.refusal(key, 0.2);
    expect(setup.told('budget.exhausted')).toMatchObject([{ data: { spentUsd: 0.85 } }]);
  });

  test('not that it is used up when one call asks for too much', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    setup.refusal(key, 2);
    expect(setup.told('budget.exhausted')).toEqual([]);
  });

  test('not again after a restart, but again the next day, and of another budget', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    setup.spend(key, 1);
    setup.restart();
    expect(setup.refusal(key, 0.5)?.code).toBe('budget_exhausted');
    expect(setup.told('budget.exhausted')).toHaveLength(1);
    setup.spend(setup.change(key, aDay(2)), 1);
    expect(setup.told('budget.exhausted')).toHaveLength(2);
    setup.time.now += DAY_MS;
    setup.spend(setup.virtualKeys.find(key.id), 2);
    expect(setup.told('budget.exhausted')).toHaveLength(3);
  });

  test('with a full disk nothing, and the call is settled all the same', () => {
    const setup = setUpAllowances();
    const key = setup.createKey(aDay(1));
    const call = setup.begin(key, 1);
    setup.store.exec('ALTER TABLE events RENAME TO gone');
    setup.end(call, 1);
    expect(setup.remaining(key)).toBe(0);
    setup.store.exec('ALTER TABLE gone RENAME TO events');
  });
});
