const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The example of the Standard Webhooks specification ("Deliverability and reliability"): three days in all. */
const delaysMs = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const;

const JITTER = 0.1;

/** No attempt is ever put off further. */
export const LONGEST_DELAY_MS = 30 * HOUR_MS;

/**
 * How long to wait after so many failed attempts: as scheduled, or longer where the receiver asks for it; and
 * a little at random, so that what failed together is not tried together. Null: no more.
 */
export function retryDelay(
  attempts: number,
  retryAfterMs: number | null,
  random = Math.random,
): number | null {
  const delay = delaysMs[attempts - 1];
  if (delay === undefined) return null;
  const jittered = delay * (1 + JITTER * (2 * random() - 1));
  return Math.min(Math.max(jittered, retryAfterMs ?? 0), 24 * HOUR_MS * (1 + JITTER));
}
