import { z } from 'zod';
import { time } from './scalars.ts';

export const budgetPeriod = z.enum(['day', 'week', 'month', 'total']);

/** USD a period of the local calendar; `total` never begins again. At most one a period. */
export const budgets = z
  .array(z.strictObject({ usd: z.number().min(0).max(1_000_000), per: budgetPeriod }))
  .max(4);

/** A budget with what is left of it. */
export const budgetState = z.strictObject({
  /** What holds now: the raised sum while it is raised. */
  usd: z.number(),
  per: budgetPeriod,
  /** Until when it is raised; null when it is not. */
  raised_until: time.nullable(),
  spent_usd: z.number(),
  /** What running calls may cost. */
  held_usd: z.number(),
  left_usd: z.number(),
  /** Null: never. */
  resets_at: time.nullable(),
});
