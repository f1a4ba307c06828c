import type { RateLimit } from '../providers/rate-limit-headers.ts';

/** What a provider said of its limits, and when. Times are ms since the epoch. */
export interface SeenLimits {
  readonly limits: readonly RateLimit[];
  /** The model of the call that was answered; null: it had none. */
  readonly model: string | null;
  readonly seenAt: number;
}

/** Where a provider does not say when a limit resets: most count by the minute. */
const ASSUMED_RESET_MS = 60_000;
/** Below this part of a limit, siblings are asked to help out. */
const LOW = 0.2;

/** The part of the tightest limit that is left, from 0 to 1; 1 where nothing is known. */
export function headroomOf(seen: SeenLimits | null, now: number): number {
  let least = 1;
  for (const limit of seen?.limits ?? []) {
    if (!isRunning(limit, seen, now) || limit.limit === null || limit.remaining === null) continue;
    least = Math.min(least, limit.remaining / limit.limit);
  }
  return least;
}

export const isLow = (headroom: number): boolean => headroom < LOW;

/** When the last limit of which nothing is left resets; null while something is left of each. */
export function exhaustedUntil(seen: SeenLimits | null, now: number): number | null {
  let until: number | null = null;
  for (const limit of seen?.limits ?? []) {
    if (limit.remaining !== 0 || !isRunning(limit, seen, now)) continue;
    until = Math.max(until ?? 0, resetOf(limit, seen));
  }
  return until;
}

/** Not yet reset. A limit of 0 is what some send who have none. */
function isRunning(limit: RateLimit, seen: SeenLimits | null, now: number): boolean {
  return limit.limit !== 0 && now < resetOf(limit, seen) && now >= (seen?.seenAt ?? 0);
}

const resetOf = ({ resetAt }: RateLimit, seen: SeenLimits | null): number =>
  resetAt ?? (seen?.seenAt ?? 0) + ASSUMED_RESET_MS;
