export type PeriodName = 'today' | 'week' | 'month' | 'quarter' | 'year' | 'own';

/** Days of the local calendar, `2026-01-31`, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Days before today that belong to it. */
const reach: Readonly<Record<Exclude<PeriodName, 'own'>, number>> = {
  today: 0,
  week: 6,
  month: 29,
  quarter: 89,
  year: 364,
};

export function daysOf(period: Exclude<PeriodName, 'own'>, now: Date): Days {
  const from = new Date(now.getFullYear(), now.getMonth(), now.getDate() - reach[period]);
  return { from: toDay(from), to: toDay(now) };
}

export const isInOrder = ({ from, to }: Days): boolean =>
  from !== '' && to !== '' && from <= to && listDays({ from, to }).length > 0;

/** From the first moment of the first day to the last of the last. */
export function toRange({ from, to }: Days): { readonly since: string; readonly until: string } {
  const last = startOf(to);
  const next = new Date(last.getFullYear(), last.getMonth(), last.getDate() + 1);
  return {
    since: startOf(from).toISOString(),
    until: new Date(next.getTime() - 1).toISOString(),
  };
}

/** More than a chart can show is nothing anyone picks on purpose. */
const MAX_DAYS = 3660;

/** Every day, also those on which nothing happened; stepped by the calendar, since days differ in length. */
export function listDays({ from, to }: Days): readonly string[] {
  const first = startOf(from);
  const days: string[] = [];
  for (let step = 0; step < MAX_DAYS; step += 1) {
    const day = toDay(new Date(first.getFullYear(), first.getMonth(), first.getDate() + step));
    if (day > to) break;
    days.push(day);
  }
  return days;
}

export const startOf = (day: string): Date => new Date(`${day}T00:00:00`);

export function toDay(at: Date): string {
  const month = String(at.getMonth() + 1).padStart(2, '0');
  return `${at.getFullYear()}-${month}-${String(at.getDate()).padStart(2, '0')}`;
}
