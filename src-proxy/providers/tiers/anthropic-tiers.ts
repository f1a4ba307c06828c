import type { ModelTiers, TierLimits } from './tier-limits.ts';

type Sizes = readonly [requests: number, inputTokens: number];

/**
 * Requests and uncached input tokens a minute of the Start, Build and Scale tiers, from
 * platform.claude.com/docs/en/api/rate-limits (read October 2026). A workspace may be given less than its
 * organization, and the Evaluation and Custom tiers have no published limits: there nothing is said.
 */
export const anthropicTiers: readonly ModelTiers[] = [
  {
    models: /^claude-(?:opus|sonnet|haiku)-[45](?:[-.]\d+)*$/,
    tiers: tiers([1e3, 2e6], [5e3, 5e6], [10e3, 10e6]),
  },
  {
    models: /^claude-fable-5(?:[-.]\d+)*$/,
    tiers: tiers([1e3, 500e3], [2e3, 1.5e6], [4e3, 4e6]),
  },
  {
    models: /^claude-3-5-haiku(?:-\w+)*$/,
    tiers: tiers([1e3, 100e3], [2e3, 200e3], [4e3, 400e3]),
  },
];

function tiers(start: Sizes, build: Sizes, scale: Sizes): TierLimits[] {
  return Object.entries({ start, build, scale }).map(([tier, [requests, input]]) => ({
    tier,
    sizes: { requests, input_tokens: input },
  }));
}
