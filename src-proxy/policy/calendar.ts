/**
 * Where a moment stands in the local calendar. Days begin at the local midnight, or where a change of
 * the clocks skips it, at the first moment after; weeks on Monday; months on the 1st. A day of 23 or 25
 * hours is one day.
 */
import { localDate, startOfDay, startOfNextDay } from '../usage/local-calendar.ts';
import type { BudgetPeriod } from './budget.ts';

/** A local day, and the week and month it is part of. */
export interface Calendar {
  /** `2026-01-31` */
  readonly day: string;
  /** The date of its Monday. */
  readonly week: string;
  /** `2026-01` */
  readonly month: string;
  /** Milliseconds since the epoch: when the day begins, and when the next one does. */
  readonly startsAt: number;
  readonly endsAt: number;
}

export function calendarAt(ms: number): Calendar {
  const day = localDate(ms);
  return {
    day,
    week: addDays(day, -daysSinceMonday(day)),
    month: day.slice(0, 7),
    startsAt: startOfDay(ms),
    endsAt: startOfNextDay(ms),
  };
}

/** What a period of the calendar is called. */
export function windowName(calendar: Calendar, per: BudgetPeriod): string {
  return per === 'total' ? 'total' : calendar[per];
}

/** The first and the last day of a period, both part of it. */
export function daysOf(calendar: Calendar, per: BudgetPeriod): readonly [string, string] {
  switch (per) {
    case 'day':
      return [calendar.day, calendar.day];
    case 'week':
      return [calendar.week, addDays(calendar.week, 6)];
    case 'month':
      return [`${calendar.month}-01`, `${calendar.month}-31`];
    case 'total':
      return ['', '~'];
  }
}

/** When the next period begins; null: never. */
export function windowEnd(calendar: Calendar, per: BudgetPeriod): number | null {
  switch (per) {
    case 'day':
      return calendar.endsAt;
    case 'week':
      return startOfDate(addDays(calendar.week, 7));
    case 'month':
      // Day 32 of any month is in the next one.
      return startOfDate(`${addDays(`${calendar.month}-01`, 31).slice(0, 7)}-01`);
    case 'total':
      return null;
  }
}

/** Gives the calendar of a moment; of the same day always the same object. */
export class DayKeeper {
  #today: Calendar | null = null;

  at(ms: number): Calendar {
    const today = this.#today;
    if (today !== null && ms >= today.startsAt && ms < today.endsAt) return today;
    return (this.#today = calendarAt(ms));
  }
}

/** Dates are counted in UTC, where every day has 24 hours: a date is a date, in any time zone. */
function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

const daysSinceMonday = (date: string): number => (new Date(date).getUTCDay() + 6) % 7;

/** The local midnight, or the first moment after it. */
const startOfDate = (date: string): number => startOfDay(new Date(`${date}T12:00`).getTime());
