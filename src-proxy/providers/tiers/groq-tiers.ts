import type { ModelTiers, TierLimits } from './tier-limits.ts';

type Sizes = readonly [requestsPerDay: number, tokensPerMinute: number];

/**
 * The free and developer plans, from console.groq.com/docs/rate-limits (read October 2026). Groq's headers tell
 * requests a day and tokens a minute.
 */
export const groqTiers: readonly ModelTiers[] = [
  { models: /^llama-3\.1-8b-instant$/, tiers: tiers([14_400, 6e3], [500e3, 250e3]) },
  { models: /^llama-3\.3-70b-versatile$/, tiers: tiers([1e3, 12e3], [500e3, 300e3]) },
  { models: /^openai\/gpt-oss-(?:20|120)b$/, tiers: tiers([1e3, 8e3], [500e3, 250e3]) },
  { models: /^groq\/compound(?:-mini)?$/, tiers: tiers([250, 70e3], [20e3, 200e3]) },
];

function tiers(free: Sizes, developer: Sizes): TierLimits[] {
  return Object.entries({ free, developer }).map(([tier, [requests, tokens]]) => ({
    tier,
    sizes: { requests, tokens },
  }));
}
