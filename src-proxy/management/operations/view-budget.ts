import type { BudgetState } from '../../policy/describe-limits.ts';
import type { OutputOf } from '../contract.ts';
import { isoTimeOrNull } from './iso-time.ts';

type WireBudget = OutputOf<'virtual_keys.show'>['budgets'][number];

export const viewBudget = (budget: BudgetState): WireBudget => ({
  usd: budget.usd,
  per: budget.per,
  raised_until: isoTimeOrNull(budget.raisedUntil),
  spent_usd: budget.spentUsd,
  held_usd: budget.heldUsd,
  left_usd: budget.leftUsd,
  resets_at: isoTimeOrNull(budget.resetsAt),
});
