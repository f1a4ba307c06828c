import { startOf } from './period.ts';

const short = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const long = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  year: 'numeric',
  month: 'short',
  day: 'numeric',
});

/** `Jan 31`. */
export const sayShortDay = (day: string): string => short.format(startOf(day));

/** `Sat, Jan 31, 2026`. */
export const sayDay = (day: string): string => long.format(startOf(day));
