import type { Candidate } from './candidate.ts';
import type { Constraint } from './fixed-plan.ts';

/** The conversation a request belongs to, where its provider has several accounts that could take it. */
export interface Conversation {
  readonly name: string;
  /** The default among those accounts. */
  readonly defaultId: string | null;
}

export interface RoutePlan {
  /** In the order they are to be tried. */
  readonly candidates: readonly [Candidate, ...Candidate[]];
  /** Those that would have come before the first, were they ready. */
  readonly passedOver: readonly Candidate[];
  readonly constraint: Constraint | null;
  /** To be remembered with the connection that serves; null where there is no choice. */
  readonly conversation: Conversation | null;
}
