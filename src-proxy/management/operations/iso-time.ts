const YEAR_10000_MS = 253_402_300_800_000;

/** Milliseconds since the epoch as the wire has them. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();

/** Null for none, and for what a provider claims that is outside the years 1970 to 9999. */
export const isoTimeOrNull = (ms: number | null): string | null =>
  ms !== null && ms >= 0 && ms < YEAR_10000_MS ? isoTime(ms) : null;

/** A time of an input: null takes it away, undefined leaves it as it is. */
export const readTime = (time: string | null | undefined): number | null | undefined =>
  typeof time === 'string' ? Date.parse(time) : time;
