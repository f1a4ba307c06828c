import type { RateLimit } from '../rate-limit-headers.ts';

/** What a tier is told by: the size of each limit as response headers give it. */
export interface TierLimits {
  readonly tier: string;
  readonly sizes: Partial<Readonly<Record<RateLimit['kind'], number>>>;
}

/** The tiers of models that share their limits. */
export interface ModelTiers {
  readonly models: RegExp;
  readonly tiers: readonly TierLimits[];
}
