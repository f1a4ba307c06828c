import type { OutputOf } from '../../src-proxy/management/contract.ts';

/** A budget with what is left of it, of a virtual key or of a workspace. */
export type BudgetState = OutputOf<'virtual_keys.show'>['budgets'][number];

export type Budget = Pick<BudgetState, 'usd' | 'per'>;
