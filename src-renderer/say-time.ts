const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'long' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const milliseconds = unitFormat('millisecond', 0);
const seconds = unitFormat('second', 1);
const minutes = unitFormat('minute', 1);

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `3 minutes ago`, `in 12 days`, `now`. */
export function sayRelative(iso: string, now: number): string {
  const distance = Date.parse(iso) - now;
  const step = steps.find(([, ms]) => Math.abs(distance) >= ms);
  if (step === undefined) return relative.format(0, 'second');
  return relative.format(Math.trunc(distance / step[1]), step[0]);
}

export const sayMoment = (iso: string): string => moment.format(new Date(iso));

export const sayExactly = (iso: string): string => exact.format(new Date(iso));

/** The time of day; with the date where that is another day. */
export function sayClock(iso: string, now: number): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date(now).toDateString();
  return isToday ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
}

export function sayDuration(ms: number): string {
  if (ms < 1000) return milliseconds.format(Math.round(ms));
  return ms < 60_000 ? seconds.format(ms / 1000) : minutes.format(ms / 60_000);
}

function unitFormat(unit: string, maximumFractionDigits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits,
  });
}
