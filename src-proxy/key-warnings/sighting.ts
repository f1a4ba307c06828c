/**
 * A sign that a virtual key may be in wrong hands or used for more than it was made for: by which program
 * (`client`), through accounts of which environment, from which web page (`origin`), or by whom although it
 * was revoked, replaced or has expired.
 */
export const sightingKinds = [
  'client',
  'environment',
  'origin',
  'revoked',
  'regenerated',
  'expired',
] as const;

export type SightingKind = (typeof sightingKinds)[number];

/** How often something was seen of a key. Times are ms since the epoch. */
export interface Sighting {
  readonly kind: SightingKind;
  readonly detail: string;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** When the user said to know; null: not. */
  readonly dismissedAt: number | null;
}
