import type { ModelTiers, TierLimits } from './tier-limits.ts';

/**
 * Requests and tokens a minute of usage tiers 1 to 5, from the "Rate limits" section of each model's page,
 * developers.openai.com/api/docs/models/<model> (standard context; read October 2026). A project may be given
 * less than its organization, and long context counts apart: neither matches, and then nothing is said.
 */
export const openaiTiers: readonly ModelTiers[] = [
  {
    models: dated('gpt-4o|gpt-4\\.1|gpt-5-pro|o1-preview'),
    tiers: tiers([500, 30e3], [5e3, 450e3], [5e3, 800e3], [10e3, 2e6], [10e3, 30e6]),
  },
  {
    models: dated('gpt-4o-mini|gpt-4\\.1-mini'),
    tiers: tiers([500, 200e3], [5e3, 2e6], [5e3, 4e6], [10e3, 10e6], [30e3, 150e6]),
  },
  {
    models: dated(
      'gpt-5|gpt-5\\.4|gpt-5\\.5|gpt-5\\.2-codex|gpt-5\\.3-codex|gpt-5\\.6-sol|gpt-6-sol',
    ),
    tiers: tiers([500, 500e3], [5e3, 1e6], [5e3, 2e6], [10e3, 4e6], [15e3, 40e6]),
  },
  {
    models: dated('gpt-5-mini|gpt-5\\.4-mini'),
    tiers: tiers([500, 500e3], [5e3, 2e6], [5e3, 4e6], [10e3, 10e6], [30e3, 180e6]),
  },
  {
    models: dated('gpt-5-nano'),
    tiers: tiers([500, 200e3], [5e3, 2e6], [5e3, 4e6], [10e3, 10e6], [30e3, 180e6]),
  },
];

/** A model by its name, or by the date of one of its snapshots. */
function dated(names: string): RegExp {
  return new RegExp(`^(?:${names})(?:-20\\d\\d-\\d\\d-\\d\\d)?$`);
}

function tiers(...sizes: readonly (readonly [requests: number, tokens: number])[]): TierLimits[] {
  return sizes.map(([requests, tokens], at) => ({
    tier: `tier_${at + 1}`,
    sizes: { requests, tokens },
  }));
}
