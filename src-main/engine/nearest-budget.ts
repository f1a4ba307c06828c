import type { OutputOf } from '../../src-proxy/management/contract.ts';

type BudgetState = OutputOf<'virtual_keys.list'>['virtual_keys'][number]['budgets'][number];

/** The budget of which the largest part is used, and whose it is. */
export interface NearestBudget {
  /** The label of a key, or the name of a workspace. */
  readonly of: string;
  readonly budget: Pick<BudgetState, 'usd' | 'per' | 'spent_usd' | 'left_usd'>;
}

interface Spender {
  readonly name: string;
  readonly budgets: readonly NearestBudget['budget'][];
}

/** Null where there is no budget. One of nothing at all is at its end from the start. */
export function nearestBudget(spenders: readonly Spender[]): NearestBudget | null {
  const all = spenders.flatMap(({ name, budgets }) =>
    budgets.map((budget) => ({ of: name, budget })),
  );
  return all.toSorted((a, b) => leftPart(a) - leftPart(b))[0] ?? null;
}

const leftPart = ({ budget }: NearestBudget): number =>
  budget.usd === 0 ? 0 : budget.left_usd / budget.usd;
