import { AppError } from '../errors.ts';
import type { Budget } from './budget.ts';

/** Below this every sum of billionths of a dollar is exact in a double. */
const MAX_USD = 1_000_000;

/** One budget a period at most. A budget of 0 leaves only what costs nothing. @throws field_invalid */
export function checkBudgets(budgets: readonly Budget[]): readonly Budget[] {
  for (const { usd } of budgets) checkUsd(usd);
  if (new Set(budgets.map(({ per }) => per)).size < budgets.length) {
    throw new AppError('field_invalid', { field: 'budgets', problem: 'name each period once' });
  }
  return budgets.map(({ usd, per }) => ({ usd, per }));
}

/** @throws field_invalid */
export function checkUsd(usd: number): number {
  if (Number.isFinite(usd) && usd >= 0 && usd <= MAX_USD) return usd;
  throw new AppError('field_invalid', {
    field: 'budgets',
    problem: `a budget is a sum from 0 to ${MAX_USD} USD`,
  });
}
