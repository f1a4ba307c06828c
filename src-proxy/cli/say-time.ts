const steps: readonly (readonly [unit: string, ms: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/** `3 h ago`, `in 12 d`, `now`; a dash for never. */
export function sayTime(iso: string | null, now: number): string {
  if (iso === null) return '-';
  const distance = Date.parse(iso) - now;
  const step = steps.find(([, ms]) => Math.abs(distance) >= ms);
  if (step === undefined) return 'now';
  const [unit, ms] = step;
  const amount = `${Math.floor(Math.abs(distance) / ms)} ${unit}`;
  return distance < 0 ? `${amount} ago` : `in ${amount}`;
}

/** `14:03:59` today, else with the date; local time. */
export function sayClock(iso: string, now: number): string {
  const at = new Date(iso);
  const date = localDate(at);
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(':');
  return date === localDate(new Date(now)) ? time : `${date} ${time}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const localDate = (at: Date): string =>
  [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-');
