import { UsageError } from './usage-error.ts';

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `90m`, `12h`, `30d`: milliseconds, or null for another text. */
export function parseDuration(text: string): number | null {
  const [, amount, unit = ''] = /^(\d{1,6})([smhdw])$/.exec(text.trim()) ?? [];
  const factor = unitMs[unit];
  return amount === undefined || factor === undefined ? null : Number(amount) * factor;
}

/**
 * A moment as people give it: a duration from now in the direction given, a date (its local
 * midnight), or a date with time (local unless it says otherwise). As ISO text.
 * @throws UsageError
 */
export function parseMoment(
  option: string,
  text: string,
  now: number,
  direction: 'ago' | 'ahead',
): string {
  const duration = parseDuration(text);
  if (duration !== null) {
    return new Date(direction === 'ago' ? now - duration : now + duration).toISOString();
  }
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:[T ](.+))?$/.exec(text.trim()) ?? [];
  const moment = new Date(date === undefined ? Number.NaN : `${date}T${time ?? '00:00'}`);
  if (Number.isNaN(moment.getTime())) {
    throw new UsageError(
      `${option} takes a duration such as 30d, 12h or 90m, or a date such as 2026-01-31`,
    );
  }
  return moment.toISOString();
}

/** As `parseMoment`, and `tonight` and `tomorrow`: until the day is over. @throws UsageError */
export function parseUntil(option: string, text: string, now: number): string {
  const days = { tonight: 1, tomorrow: 2 };
  const word = text.trim();
  if (word !== 'tonight' && word !== 'tomorrow') return parseMoment(option, text, now, 'ahead');
  const today = new Date(now);
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate() + days[word]);
  return midnight.toISOString();
}
