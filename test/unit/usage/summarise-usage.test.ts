import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src-proxy/store/open-store.ts';
import { localDate } from '../../../src-proxy/usage/local-calendar.ts';
import { summariseUsage, type UsagePeriod } from '../../../src-proxy/usage/summarise-usage.ts';
import { sumUpNextDay } from '../../../src-proxy/usage/summed-days.ts';
import type { UsageDimension, UsageFilters } from '../../../src-proxy/usage/usage-dimensions.ts';
import { firstIdAt, timeOfId } from '../../../src-proxy/usage/usage-record.ts';
import { removeSome } from '../../../src-proxy/usage/usage-retention.ts';
import { generateUsage } from '../../support/generate-usage.ts';
import { inTimeZone } from '../../support/in-time-zone.ts';
import { inPlace } from '../../support/queries-in-place.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse('2026-03-31T15:20:00Z');
const FROM = NOW - 5 * DAY_MS;

let store: Store;

beforeEach(async () => {
  inTimeZone('Europe/Berlin');
  store = await openTestStore();
});

const generate = (count = 3000): void =>
  generateUsage(store, {
    count,
    fromMs: FROM,
    toMs: NOW,
    keys: 5,
    connections: 3,
    models: 4,
    withSums: true,
  });

const sumUpDays = async (): Promise<void> => {
  const parts = {
    store,
    queryThread: inPlace(store),
    clock: () => NOW,
    pause: async () => undefined,
  };
  // oxlint-disable-next-line no-await-in-loop -- one day after the other
  while (await sumUpNextDay(parts));
};

const period = (members: Partial<UsagePeriod>): UsagePeriod => ({
  sinceMs: FROM,
  untilMs: NOW + 1,
  nowMs: NOW,
  by: 'key',
  filters: {},
  ...members,
});

interface Counted {
  readonly requests: number;
  readonly failed: number;
  readonly input: number;
  readonly output: number;
  readonly unpriced: number;
  readonly microUsd: number;
}

type Row = Record<string, string | number | null>;

/** The same by reading every record of the period: slow and plain. */
function countRecords({ sinceMs, untilMs, by, filters }: UsagePeriod): Record<string, Counted> {
  const wanted: readonly (readonly [column: string, value: string | undefined])[] = [
    ['virtual_key_id', filters.virtualKeyId],
    ['connection_id', filters.connectionId],
    ['served_model', filters.model],
  ];
  const counts: Record<string, Counted> = {};
  for (const row of readRows(sinceMs, untilMs)) {
    if (!wanted.every(([column, value]) => value === undefined || row[column] === value)) continue;
    for (const group of ['total', ...groupsOf(row, by)]) {
      counts[group] = add(counts[group] ?? nothing, row);
    }
  }
  return counts;
}

const readRows = (sinceMs: number, untilMs: number): Row[] =>
  store
    .prepare<[number, number], Row>(
      `SELECT r.*, k.app, k.environment, k.tags
       FROM usage_records r JOIN virtual_keys k ON k.id = r.virtual_key_id
       WHERE r.id >= ? AND r.id < ?`,
    )
    .all(firstIdAt(sinceMs), firstIdAt(untilMs));

const nothing: Counted = { requests: 0, failed: 0, input: 0, output: 0, unpriced: 0, microUsd: 0 };

const add = (sums: Counted, row: Row): Counted => ({
  requests: sums.requests + 1,
  failed: sums.failed + (row['outcome'] === 'ok' ? 0 : 1),
  input: sums.input + Number(row['input_tokens']),
  output: sums.output + Number(row['output_tokens']),
  unpriced: sums.unpriced + (row['cost_usd'] === null && row['input_tokens'] !== null ? 1 : 0),
  microUsd: sums.microUsd + Math.round(Number(row['cost_usd']) * 1e6),
});

function groupsOf(row: Row, by: UsageDimension): string[] {
  if (by === 'tag') return String(row['tags']).match(/tag \d|all/g) ?? [];
  if (by === 'day') return [localDate(timeOfId(Number(row['id'])))];
  const column = {
    key: 'virtual_key_id',
    connection: 'connection_id',
    model: 'served_model',
    app: 'app',
    environment: 'environment',
    workspace: 'workspace_id',
  }[by];
  return [String(row[column])];
}

function countSummary(asked: UsagePeriod): Record<string, Counted> {
  const { total, groups } = summariseUsage(store, asked);
  const named = [{ ...total, id: 'total' }, ...groups].filter(({ requests }) => requests > 0);
  return Object.fromEntries(
    named.map((sums) => [
      String(sums.id),
      {
        requests: sums.requests,
        failed: sums.failedRequests,
        input: sums.inputTokens,
        output: sums.outputTokens,
        unpriced: sums.unpricedRequests,
        microUsd: Math.round((sums.costUsd ?? 0) * 1e6),
      },
    ]),
  );
}

const dimensions = [
  'key',
  'connection',
  'model',
  'day',
  'app',
  'environment',
  'tag',
  'workspace',
] as const;

const periods = fc
  .record({
    sinceMs: fc.integer({ min: FROM - DAY_MS, max: NOW }),
    lengthMs: fc.oneof(fc.nat(2 * HOUR_MS), fc.nat(7 * DAY_MS)),
    by: fc.constantFrom(...dimensions),
    filters: fc.constantFrom<UsageFilters>(
      {},
      { virtualKeyId: 'vk_1' },
      { connectionId: 'conn_0' },
      { model: 'model-2' },
      { virtualKeyId: 'vk_0', model: 'model-0' },
    ),
  })
  .map(({ lengthMs, ...rest }) => period({ ...rest, untilMs: rest.sinceMs + lengthMs }));

const exact = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0;

/** How far off, as a part of what it should be. */
const error = (found: number | undefined, wanted: number): number =>
  Math.abs((found ?? 0) - wanted) / wanted;

describe('a summary', () => {
  test.each(['before', 'after'])(
    'is what counting every record gives, to the millisecond, %s days are summed up',
    async (moment) => {
      generate();
      if (moment === 'after') await sumUpDays();
      fc.assert(
        fc.property(periods, (asked) => {
          expect(countSummary(asked)).toEqual(countRecords(asked));
        }),
      );
    },
  );

  test('is the same in place of many records', async () => {
    generate(200_000);
    await sumUpDays();
    for (const by of ['key', 'day'] as const) {
      const asked = period({ by, sinceMs: FROM + 1234 });
      expect([by, countSummary(asked)]).toEqual([by, countRecords(asked)]);
    }
  });

  test('goes by the calendar of where the user is now, also for what was summed up elsewhere', async () => {
    generate();
    await sumUpDays();
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC']) {
      inTimeZone(zone);
      const byKey = period({ by: 'key' });
      expect(countSummary(byKey)).toEqual(countRecords(byKey));
      const total = Object.values(countSummary(period({ by: 'day' })));
      expect(total).toHaveLength(7);
    }
  });

  test('by day is exact in a zone of whole hours, and again from days once these are made anew', async () => {
    generate();
    await sumUpDays();
    inTimeZone('America/New_York');
    const byDay = period({ by: 'day' });
    expect(countSummary(byDay)).toEqual(countRecords(byDay));
    await sumUpDays();
    expect(countSummary(byDay)).toEqual(countRecords(byDay));
    const days = store.prepare('SELECT count(*) FROM usage_summed_days').pluck().get();
    expect(days).toBe(5);
  });

  test('puts a day of 23 hours together, and counts no hour twice', async () => {
    generate();
    await sumUpDays();
    const { groups } = summariseUsage(store, period({ by: 'day' }));
    const sunday = groups.find(({ id }) => id === '2026-03-29');
    expect(sunday?.requests).toBeLessThan((groups[1]?.requests ?? 0) * 0.97);
    const days = groups.map(({ id }) => id ?? '');
    expect(days.join()).toBe(days.toSorted((one, other) => one.localeCompare(other)).join());
  });

  test('stays when the records are gone', async () => {
    generate();
    await sumUpDays();
    const before = countSummary(period({ by: 'model' }));
    while (removeSome(store, 1, NOW));
    expect(store.prepare('SELECT count(*) FROM usage_records').pluck().get()).toBeLessThan(1000);
    expect(countSummary(period({ by: 'model' }))).toEqual(before);
  });

  test('tells how long requests took, of those that went well', () => {
    generate();
    const times = store
      .prepare<[], { readonly first: number; readonly total: number }>(
        `SELECT first_byte_at - started_at AS first, ended_at - started_at AS total
         FROM usage_records WHERE outcome = 'ok'`,
      )
      .all();
    const { firstByteMs, totalMs } = summariseUsage(store, period({})).total;
    const firsts = times.map(({ first }) => first);
    const totals = times.map(({ total }) => total);
    expect(error(firstByteMs?.p50, exact(firsts, 0.5))).toBeLessThan(0.05);
    expect(error(firstByteMs?.p95, exact(firsts, 0.95))).toBeLessThan(0.05);
    expect(error(totalMs?.p50, exact(totals, 0.5))).toBeLessThan(0.05);
    expect(error(totalMs?.p95, exact(totals, 0.95))).toBeLessThan(0.05);
  });

  test('of nothing is nothing, and costs nothing', () => {
    const { total, groups } = summariseUsage(store, period({}));
    expect(groups).toEqual([]);
    expect(total).toMatchObject({
      requests: 0,
      costUsd: 0,
      lastRequestAt: null,
      firstByteMs: null,
      totalMs: null,
    });
  });
});
