import type { OutputOf } from '../management/contract.ts';
import { dim, green, red, yellow } from './paint.ts';
import type { Painted } from './print.ts';
import { plural, sayCount } from './say-amount.ts';
import { sayTime } from './say-time.ts';

type Connection = OutputOf<'connections.show'>;
type Limit = Connection['limits'][number];

const painters = { healthy: green, unhealthy: red, probing: yellow } as const;

/** `unhealthy, 3 failures in a row, tried again in 40 s` */
export function sayHealth({ health }: Connection, now: number): Painted {
  const { state, failures, retry_at } = health;
  const parts = [
    state,
    failures > 0 ? `${plural(failures, 'failure')} in a row` : null,
    retry_at === null ? null : `tried again ${sayTime(retry_at, now)}`,
  ];
  return painters[state](parts.filter((part) => part !== null).join(', '));
}

export const paintHealthState = ({ health: { state } }: Connection): Painted =>
  state === 'healthy' ? dim(state) : painters[state](state);

/** `tier_2 (found out)`; a dash while it is not known. */
export function sayTier({ tier, tier_source }: Connection): string {
  if (tier === null) return '-';
  return tier_source === 'auto_detected' ? `${tier} (found out)` : `${tier} (as you said)`;
}

/** `499 of 500 requests, until in 3 min` */
export function sayLimit({ kind, limit, remaining, resets_at }: Limit, now: number): string {
  const until = resets_at === null ? '' : `, resets ${sayTime(resets_at, now)}`;
  return `${sayCount(remaining)} of ${sayCount(limit)} ${kind.replaceAll('_', ' ')}${until}`;
}
