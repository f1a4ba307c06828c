import type { Choice } from './candidate.ts';

/** Why other connections are not asked although they could serve. */
export type Constraint = 'only_byok' | 'only_platform' | 'allow_fallbacks';

/** The part of a plan that does not depend on how the connections are doing just now. */
export interface FixedPlan {
  /** As they would be asked if all were well. */
  readonly choices: readonly [Choice, ...Choice[]];
  /** Null: nobody is kept from being asked by request or key. */
  readonly constraint: Constraint | null;
  readonly plannedAt: number;
  /** When the first connection involved expires. */
  readonly validUntil: number;
}
