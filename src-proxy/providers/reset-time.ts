const MS_PER_UNIT: Readonly<Record<string, number>> = {
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000_001,
};
const DURATION_PART = /(\d+(?:\.\d+)?)(ms|us|µs|ns|d|h|m|s)/g;
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|us|µs|ns|d|h|m|s))+$/;
const NUMBER = /^\d+(?:\.\d+)?$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;
const HTTP_DATE = /^[A-Za-z]{3,9},? [A-Za-z\d][A-Za-z\d :-]+(?: GMT| \d{4})$/;

/** Longer values are nobody's; they are not worth a regular expression. */
const MAX_LENGTH = 64;
/** Below this a bare number counts seconds from now (31 years), above it seconds since the epoch. */
const FIRST_EPOCH_SECONDS = 1e9;
const FIRST_EPOCH_MS = 1e11;

/**
 * The moment a rate limit resets, in ms since the epoch, from any form in use: a duration (`6m0s`, `17ms`),
 * an RFC 3339 time, seconds from now, or seconds or milliseconds since the epoch. Null for anything else.
 */
export function readResetTime(value: string, nowMs: number): number | null {
  if (value.length > MAX_LENGTH) return null;
  if (NUMBER.test(value)) return asWholeMs(bareNumber(Number(value), nowMs));
  if (DURATION.test(value)) return asWholeMs(nowMs + durationMs(value));
  return RFC_3339.test(value) ? asWholeMs(Date.parse(value)) : null;
}

/**
 * The wait in ms a `retry-after` asks for: seconds, or an HTTP date in any of its three forms (RFC 9110, 5.6.7 and
 * 10.2.3). A past date is no wait; anything else is null.
 */
export function readRetryAfter(value: string, nowMs: number): number | null {
  if (value.length > MAX_LENGTH) return null;
  if (NUMBER.test(value)) return asWholeMs(Number(value) * 1_000);
  if (!HTTP_DATE.test(value)) return null;
  const at = asWholeMs(Date.parse(value.endsWith('GMT') ? value : `${value} GMT`));
  return at === null ? null : Math.max(0, at - nowMs);
}

function bareNumber(value: number, nowMs: number): number {
  if (value < FIRST_EPOCH_SECONDS) return nowMs + value * 1_000;
  return value < FIRST_EPOCH_MS ? value * 1_000 : value;
}

function durationMs(value: string): number {
  let total = 0;
  for (const [, amount, unit = ''] of value.matchAll(DURATION_PART)) {
    total += Number(amount) * (MS_PER_UNIT[unit] ?? 0);
  }
  return total;
}

/** Rounded up, so that nobody comes back too early. */
function asWholeMs(ms: number): number | null {
  const rounded = Math.ceil(ms);
  return Number.isSafeInteger(rounded) ? rounded : null;
}
