import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CurrentHour,
  localDate,
  startOfDay,
  startOfHour,
  startOfNextDay,
} from '../../../src-proxy/usage/local-calendar.ts';
import { inTimeZone } from '../../support/in-time-zone.ts';

const HOUR_MS = 3_600_000;

const moments = fc.integer({
  min: Date.parse('2024-01-01T00:00:00Z'),
  max: Date.parse('2027-01-01T00:00:00Z'),
});

/** Whole and half hours off UTC, three quarters of one, days of 23 and 25 hours, a midnight that is skipped. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Pacific/Apia',
];

describe.each(zones)('in %s', (zone) => {
  test('an hour begins when the clock on the wall says so, and holds its moments', () => {
    inTimeZone(zone);
    fc.assert(
      fc.property(moments, (at) => {
        const hour = startOfHour(at);
        expect(at - hour).toBeGreaterThanOrEqual(0);
        expect(at - hour).toBeLessThan(HOUR_MS);
        expect(startOfHour(hour)).toBe(hour);
      }),
    );
  });

  test('a day is made of whole hours, and the next begins where it ends', () => {
    inTimeZone(zone);
    fc.assert(
      fc.property(moments, (at) => {
        const [start, end] = [startOfDay(at), startOfNextDay(at)];
        expect(start).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThan(at);
        expect([startOfDay(start), startOfDay(end)]).toEqual([start, end]);
        expect(startOfHour(start)).toBe(start);
        expect(localDate(end - 1)).toBe(localDate(start));
        expect(localDate(end)).not.toBe(localDate(start));
      }),
    );
  });

  test('the hour kept for the next moment is the right one for any', () => {
    inTimeZone(zone);
    fc.assert(
      fc.property(fc.array(moments), (all) => {
        const current = new CurrentHour();
        for (const at of all) expect(current.startOf(at)).toBe(startOfHour(at));
      }),
    );
  });
});

test.each([
  ['UTC', '2026-06-01T12:10:00Z', '2026-06-01T12:00:00.000Z', '2026-06-01'],
  ['Asia/Kolkata', '2026-06-01T19:10:00Z', '2026-06-01T18:30:00.000Z', '2026-06-02'],
  ['Asia/Kathmandu', '2026-06-01T12:10:00Z', '2026-06-01T11:15:00.000Z', '2026-06-01'],
  ['America/St_Johns', '2026-06-01T02:10:00Z', '2026-06-01T01:30:00.000Z', '2026-05-31'],
])('in %s at %s the hour began at %s, on %s', (zone, at, hour, date) => {
  inTimeZone(zone);
  expect(new Date(startOfHour(Date.parse(at))).toISOString()).toBe(hour);
  expect(localDate(Date.parse(at))).toBe(date);
});
