import { expect, test } from 'vitest';
import { nearestBudget } from '../../../src-main/engine/nearest-budget.ts';

const budget = (usd: number, leftUsd: number) =>
  ({ usd, per: 'day', spent_usd: usd - leftUsd, left_usd: leftUsd }) as const;

test('the budget nearest its end is the one with the smallest part left', () => {
  const spenders = [
    { name: 'editor', budgets: [budget(100, 20), budget(5, 4)] },
    { name: 'agent', budgets: [budget(1, 0.1)] },
    { name: 'idle', budgets: [] },
  ];
  expect(nearestBudget(spenders)).toEqual({ of: 'agent', budget: budget(1, 0.1) });
  expect(nearestBudget([...spenders, { name: 'none', budgets: [budget(0, 0)] }])?.of).toBe('none');
  expect(nearestBudget([])).toBeNull();
});
