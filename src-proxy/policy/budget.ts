export const budgetPeriods = ['day', 'week', 'month', 'total'] as const;

/** By the local calendar; weeks start on Monday. `total` never begins again: a prepaid sum. */
export type BudgetPeriod = (typeof budgetPeriods)[number];

/** What may be spent in a period. */
export interface Budget {
  readonly usd: number;
  readonly per: BudgetPeriod;
}

/** A higher cap that ends by itself. */
export interface BudgetRaise extends Budget {
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** The budget as it holds at a moment: with its raise while that lasts. */
export function effectiveBudget(
  budget: Budget,
  raises: readonly BudgetRaise[],
  now: number,
): Budget & { readonly raisedUntil: number | null } {
  const raise = raises.find((r) => r.per === budget.per && r.until > now && r.usd > budget.usd);
  return raise === undefined
    ? { ...budget, raisedUntil: null }
    : { usd: raise.usd, per: budget.per, raisedUntil: raise.until };
}
