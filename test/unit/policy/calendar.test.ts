import { assert, constantFrom, integer, property } from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { budgetPeriods, type BudgetPeriod } from '../../../src-proxy/policy/budget.ts';
import {
  calendarAt,
  DayKeeper,
  daysOf,
  windowEnd,
  windowName,
} from '../../../src-proxy/policy/calendar.ts';

const DAY_MS = 86_400_000;

/** Zones that change their clocks at night, at midnight, by half an hour, on other sides of the date line, or never. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
];

const before = process.env['TZ'];
afterAll(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

const inZone = <Result>(zone: string, run: () => Result): Result => {
  process.env['TZ'] = zone;
  return run();
};

const weekAt = (text: string): string => calendarAt(new Date(text).getTime()).week;

const moment = integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });

const nameAt = (ms: number, per: BudgetPeriod): string => windowName(calendarAt(ms), per);

describe('every moment of every time zone', () => {
  test('is in a day that has begun and is not over', () => {
    assert(
      property(constantFrom(...zones), moment, (zone, ms) =>
        inZone(zone, () => {
          const { startsAt, endsAt } = calendarAt(ms);
          expect(startsAt).toBeLessThanOrEqual(ms);
          expect(endsAt).toBeGreaterThan(ms);
          expect(endsAt - startsAt).toBeLessThanOrEqual(25 * 3_600_000);
        }),
      ),
    );
  });

  test('is in the same window until that ends, and in another from then on', () => {
    assert(
      property(
        constantFrom(...zones),
        moment,
        constantFrom<BudgetPeriod>('day', 'week', 'month'),
        (zone, ms, per) =>
          inZone(zone, () => {
            const end = windowEnd(calendarAt(ms), per) ?? Number.NaN;
            expect(end).toBeGreaterThan(ms);
            expect(nameAt(end - 1, per)).toBe(nameAt(ms, per));
            expect(nameAt(end, per)).not.toBe(nameAt(ms, per));
          }),
      ),
    );
  });

  test('is on a day that its week and month hold', () => {
    assert(
      property(constantFrom(...zones), moment, constantFrom(...budgetPeriods), (zone, ms, per) =>
        inZone(zone, () => {
          const calendar = calendarAt(ms);
          const [first, last] = daysOf(calendar, per);
          expect([first, calendar.day, last].toSorted()).toEqual([first, calendar.day, last]);
        }),
      ),
    );
  });

  test('is never on an earlier day than the moment before', () => {
    assert(
      property(
        constantFrom(...zones),
        moment,
        integer({ min: 0, max: 2 * DAY_MS }),
        (zone, ms, by) =>
          inZone(zone, () => {
            expect(calendarAt(ms + by).day >= calendarAt(ms).day).toBe(true);
          }),
      ),
    );
  });
});

describe('a week', () => {
  test('begins on Monday, also across the turn of the year', () => {
    inZone('Europe/Berlin', () => {
      expect(weekAt('2025-12-28T23:59:59')).toBe('2025-12-22');
      expect(weekAt('2025-12-29T00:00:00')).toBe('2025-12-29');
      expect(weekAt('2026-01-04T23:59:59')).toBe('2025-12-29');
      expect(weekAt('2026-01-05T00:00:00')).toBe('2026-01-05');
    });
  });
});

describe('a month', () => {
  test.each([
    ['2026-01-31T12:00', '2026-02-01T00:00'],
    ['2026-02-28T12:00', '2026-03-01T00:00'],
    ['2028-02-29T12:00', '2028-03-01T00:00'],
    ['2026-04-30T23:59', '2026-05-01T00:00'],
    ['2026-12-31T23:59', '2027-01-01T00:00'],
  ])('of %s ends at %s', (during, end) => {
    inZone('America/New_York', () => {
      const found = windowEnd(calendarAt(new Date(during).getTime()), 'month');
      expect(found).toBe(new Date(end).getTime());
    });
  });
});

describe('a day on which the clocks change', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29T12:00', 23],
    ['Europe/Berlin', '2026-10-25T12:00', 25],
    ['Australia/Lord_Howe', '2026-04-05T12:00', 24.5],
    ['America/Santiago', '2026-09-06T12:00', 23],
  ])('in %s, %s, has %d hours', (zone, noon, hours) => {
    inZone(zone, () => {
      const { startsAt, endsAt, day } = calendarAt(new Date(noon).getTime());
      expect((endsAt - startsAt) / 3_600_000).toBe(hours);
      expect(day).toBe(noon.slice(0, 10));
    });
  });

  test('begins at the first moment there is, where midnight is skipped', () => {
    inZone('America/Santiago', () => {
      const { startsAt } = calendarAt(new Date('2026-09-06T12:00').getTime());
      expect(new Date(startsAt).getHours()).toBe(1);
      expect(calendarAt(startsAt - 1).day).toBe('2026-09-05');
    });
  });
});

describe('the total', () => {
  test('is one window that never ends', () => {
    const calendar = calendarAt(Date.UTC(2026, 0, 1));
    expect(windowName(calendar, 'total')).toBe('total');
    expect(windowEnd(calendar, 'total')).toBeNull();
  });
});

describe('the day keeper', () => {
  test('gives the same calendar all day, whichever way the time goes', () => {
    const days = new DayKeeper();
    const noon = new Date('2026-06-01T12:00').getTime();
    const calendar = days.at(noon);
    expect(days.at(calendar.startsAt)).toBe(calendar);
    expect(days.at(calendar.endsAt - 1)).toBe(calendar);
    expect(days.at(calendar.endsAt).day).toBe('2026-06-02');
    expect(days.at(noon).day).toBe('2026-06-01');
  });
});
