import type { InputOf } from '../management/contract.ts';

/** What `--tier` and `connection tier` take: a tier's name, `auto` to find out, `enterprise` for limits agreed on. */
export function readTier(
  tier: string,
): Pick<InputOf<'connections.update'>, 'selected_tier' | 'is_enterprise'> {
  if (tier === 'enterprise') return { is_enterprise: true };
  return { selected_tier: tier === 'auto' ? null : tier, is_enterprise: false };
}
