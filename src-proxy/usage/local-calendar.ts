/**
 * Hours and days as the clock on the wall has them. An hour begins where the wall clock says :00, so in a
 * zone half an hour off UTC it begins at :30 UTC, and every local day is made of whole hours.
 */

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The first millisecond of the local hour. */
export function startOfHour(at: number): number {
  const offsetMs = new Date(at).getTimezoneOffset() * MINUTE_MS;
  return Math.floor((at - offsetMs) / HOUR_MS) * HOUR_MS + offsetMs;
}

/** The first millisecond of the local day: its midnight, or what comes first where a day has none. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** The first millisecond of the day after; days may have 23 or 25 hours. */
export function startOfNextDay(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}

/** `2026-01-31`. */
export function localDate(at: number): string {
  const day = new Date(at);
  const month = String(day.getMonth() + 1).padStart(2, '0');
  return `${day.getFullYear()}-${month}-${String(day.getDate()).padStart(2, '0')}`;
}

/** The hour of one moment after the other; mostly the same one as before, so it is kept. */
export class CurrentHour {
  #start = Number.NaN;

  /** As `startOfHour`. */
  startOf(at: number): number {
    if (!(at >= this.#start && at < this.#start + HOUR_MS)) this.#start = startOfHour(at);
    return this.#start;
  }
}
