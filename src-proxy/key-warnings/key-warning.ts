import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import type { Sighting, SightingKind } from './sighting.ts';

/** What the user should look at (FEATURES.md C9). */
export type KeyWarningKind =
  | 'several_clients'
  | 'several_environments'
  | 'used_in_browser'
  | 'revoked_key_tried'
  | 'regenerated_key_tried'
  | 'expired_key_tried';

export interface KeyWarning {
  readonly kind: KeyWarningKind;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** The programs, environments or pages, most frequent first. */
  readonly seen: readonly Sighting[];
}

/** What each warning is made of. */
export const warningSources: Readonly<Record<KeyWarningKind, SightingKind>> = {
  several_clients: 'client',
  several_environments: 'environment',
  used_in_browser: 'origin',
  revoked_key_tried: 'revoked',
  regenerated_key_tried: 'regenerated',
  expired_key_tried: 'expired',
};

export const keyWarningKinds: readonly KeyWarningKind[] = [
  'several_clients',
  'several_environments',
  'used_in_browser',
  'revoked_key_tried',
  'regenerated_key_tried',
  'expired_key_tried',
];

/** What lies further back is over. */
const RECENT_MS = 30 * 86_400_000;

/** The warnings of a key. One that was dismissed comes back when something is seen that was not seen then. */
export function warningsOf(
  key: Pick<VirtualKey, 'environment'>,
  sightings: readonly Sighting[],
  now: number,
): readonly KeyWarning[] {
  const recent = sightings.filter(({ lastAt }) => now - lastAt < RECENT_MS);
  return keyWarningKinds.flatMap((kind) => {
    const seen = recent
      .filter((sighting) => sighting.kind === warningSources[kind])
      .toSorted((one, other) => other.count - one.count);
    const isNews = seen.some(({ dismissedAt }) => dismissedAt === null);
    return isNews && isWarning(kind, seen, key) ? [toWarning(kind, seen)] : [];
  });
}

function isWarning(
  kind: KeyWarningKind,
  seen: readonly Sighting[],
  { environment }: Pick<VirtualKey, 'environment'>,
): boolean {
  if (kind === 'several_clients') return seen.length > 1;
  if (kind !== 'several_environments') return true;
  const environments = new Set(seen.map(({ detail }) => detail));
  if (environment !== null) environments.add(environment);
  return environments.size > 1;
}

const toWarning = (kind: KeyWarningKind, seen: readonly Sighting[]): KeyWarning => ({
  kind,
  count: seen.reduce((sum, { count }) => sum + count, 0),
  firstAt: Math.min(...seen.map(({ firstAt }) => firstAt)),
  lastAt: Math.max(...seen.map(({ lastAt }) => lastAt)),
  seen,
});
