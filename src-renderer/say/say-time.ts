const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'long' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});
const milliseconds = unitFormat('millisecond', 0);
const seconds = unitFormat('second', 1);
const minutes = unitFormat('minute', 1);

const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `3 minutes ago`, `in 12 days`, `now`. What is over counts whole steps, what comes the nearest. */
export function sayRelative(iso: string, now: number): string {
  const distance = Date.parse(iso) - now;
  const [unit, unitMs] = units.find(([, ms]) => Math.abs(distance) >= ms) ?? ['second', Infinity];
  const count = distance / unitMs;
  return relative.format(distance < 0 ? Math.trunc(count) : Math.round(count), unit);
}

export const sayMoment = (iso: string): string => moment.format(new Date(iso));

export const sayExactly = (iso: string): string => exact.format(new Date(iso));

/** The time of day to the second; on another day the date and the minute. */
export function sayClock(iso: string, now: number): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date(now).toDateString();
  return (isToday ? clock : dayAndClock).format(at);
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
