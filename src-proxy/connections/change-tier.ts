import { changeSetting } from './change-setting.ts';
import type { Connection } from './connection.ts';
import { checkLabel } from './text-fields.ts';

export interface TierSettings {
  /** As the provider calls it, e.g. `tier_2`; null: find out. */
  readonly selectedTier?: string | null | undefined;
  /** Limits agreed on with the provider, which no published table tells. */
  readonly isEnterprise?: boolean | undefined;
}

type Tier = Pick<Connection, 'selectedTier' | 'tierSource'>;

/** Naming a tier, or saying enterprise, switches detection off; taking it back switches it on. @throws field_invalid */
export function changeTier(former: Tier, settings: TierSettings): Tier {
  const selectedTier = changeSetting(settings.selectedTier, former.selectedTier, (text) =>
    checkLabel(text, 'selected_tier'),
  );
  const isEnterprise = settings.isEnterprise ?? former.tierSource === 'enterprise';
  if (isEnterprise) return { selectedTier, tierSource: 'enterprise' };
  return { selectedTier, tierSource: selectedTier === null ? 'auto_detected' : 'user_specified' };
}

/** The tier to go by: what the user said, else what was detected. */
export function tierOf({ tierSource, selectedTier, detectedTier }: Connection): string | null {
  switch (tierSource) {
    case 'auto_detected':
      return detectedTier;
    case 'user_specified':
      return selectedTier;
    case 'enterprise':
      return selectedTier ?? 'enterprise';
  }
}
