import { timeOfId } from './usage-record.ts';

/** A clock further back than this was wrong before, not set back. */
const BELIEVED_AHEAD_MS = 7 * 86_400_000;

/**
 * The time a record counts at where money is concerned. Its id carries it: ids never go back (see
 * UsageRecorder), so a clock set back leads into no earlier day, and a budget used up stays used up. Only
 * when the ids are more than a week ahead of the clock is the clock believed: then it was the other
 * one that was wrong, and no budget should wait years for a day that a mistake has named.
 */
export function recordTime(id: number, clockMs: number): number {
  const idMs = timeOfId(id);
  return idMs - clockMs > BELIEVED_AHEAD_MS ? clockMs : idMs;
}
