import { describe, expect, it } from 'vitest';
import { readResetTime, readRetryAfter } from '../../../src-proxy/providers/reset-time.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);

describe('readResetTime', () => {
  it.each([
    ['1s', 1_000],
    ['6m0s', 360_000],
    ['17ms', 17],
    ['7.66s', 7_660],
    ['2m59.56s', 179_560],
    ['1h2m3s', 3_723_000],
    ['1d', 86_400_000],
    ['0s', 0],
    ['1s500ms', 1_500],
    ['250us', 1],
    ['250µs', 1],
    ['800ns', 1],
  ])('reads the duration %s', (value, ms) => {
    expect(readResetTime(value, NOW)).toBe(NOW + ms);
  });

  it.each([
    ['33011.382867097855', 33_011_383],
    ['60', 60_000],
    ['0', 0],
  ])('reads %s as seconds from now', (value, ms) => {
    expect(readResetTime(value, NOW)).toBe(NOW + ms);
  });

  it('reads ten digits as seconds since the epoch', () => {
    expect(readResetTime('1795176060', NOW)).toBe(1_795_176_060_000);
  });

  it('reads thirteen digits as milliseconds since the epoch', () => {
    expect(readResetTime('1795176060123', NOW)).toBe(1_795_176_060_123);
  });

  it.each([
    ['2026-11-20T12:00:30Z', 30_000],
    ['2026-11-20T12:00:30.250Z', 30_250],
    ['2026-11-20T13:00:30+01:00', 30_000],
    ['2026-11-20T11:59:00Z', -60_000],
  ])('reads the RFC 3339 time %s', (value, ms) => {
    expect(readResetTime(value, NOW)).toBe(NOW + ms);
  });

  it.each([
    '',
    'soon',
    's',
    '-5',
    '1e3',
    '1.s',
    '5 s',
    '1s!',
    '2026-11-20',
    '2026-13-40T99:99:99Z',
    '9'.repeat(40),
    `${'9'.repeat(40)}d`,
    '1s'.repeat(1_000),
    'NaN',
    'Infinity',
  ])('makes nothing of %j', (value) => {
    expect(readResetTime(value, NOW)).toBeNull();
  });
});

describe('readRetryAfter', () => {
  it.each([
    ['12', 12_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Fri, 20 Nov 2026 12:00:45 GMT', 45_000],
    ['Friday, 20-Nov-26 12:00:45 GMT', 45_000],
    ['Fri Nov 20 12:00:45 2026', 45_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
  ])('reads %s', (value, ms) => {
    expect(readRetryAfter(value, NOW)).toBe(ms);
  });

  it.each([
    '',
    '-1',
    'later',
    '1s',
    'Fri, 99 Foo 2026 12:00:45 GMT',
    '9'.repeat(40),
    'x'.repeat(100),
  ])('makes nothing of %j', (value) => {
    expect(readRetryAfter(value, NOW)).toBeNull();
  });
});
