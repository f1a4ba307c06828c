import type { RateLimit } from '../rate-limit-headers.ts';
import { anthropicTiers } from './anthropic-tiers.ts';
import { groqTiers } from './groq-tiers.ts';
import { openaiTiers } from './openai-tiers.ts';
import type { ModelTiers, TierLimits } from './tier-limits.ts';

/** By provider id. xAI, Google and the others publish none that their headers could be compared with. */
const published: ReadonlyMap<string, readonly ModelTiers[]> = new Map([
  ['openai', openaiTiers],
  ['anthropic', anthropicTiers],
  ['groq', groqTiers],
]);

/**
 * The one tier whose published limits for this model are exactly those the provider spoke of; null when there is
 * none, or more than one. Two sizes must agree, as tiers share single ones.
 */
export function detectTier(
  providerId: string,
  model: string,
  limits: readonly RateLimit[],
): string | null {
  const tables = published.get(providerId)?.find(({ models }) => models.test(model));
  const [found, another] = tables?.tiers.filter((tier) => isSize(tier, limits)) ?? [];
  return found === undefined || another !== undefined ? null : found.tier;
}

/** A kind may come twice, for an organization and for its project: one of them is enough. */
function isSize({ sizes }: TierLimits, limits: readonly RateLimit[]): boolean {
  return Object.entries(sizes).every(([kind, size]) =>
    limits.some((seen) => seen.kind === kind && seen.limit === size),
  );
}
