import { beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../../src-proxy/log.ts';
import type { Store } from '../../../src-proxy/store/open-store.ts';
import type { UsageSummary } from '../../../src-proxy/usage/grouped-sums.ts';
import type { RecordTally } from '../../../src-proxy/usage/record-tally.ts';
import { summariseUsage } from '../../../src-proxy/usage/summarise-usage.ts';
import { todaysTotals } from '../../../src-proxy/usage/todays-totals.ts';
import { UsageRecorder } from '../../../src-proxy/usage/usage-recorder.ts';
import { UsageRollups } from '../../../src-proxy/usage/usage-rollups.ts';
import { UsageSeries } from '../../../src-proxy/usage/usage-series.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { usageRecord } from '../../support/usage-record.ts';

const NOW = Date.parse('2026-03-31T15:20:00Z');
const caller = {
  workspaceId: 'personal',
  virtualKeyId: 'vk_1',
  dialect: 'openai-chat',
  operation: 'chat',
  client: null,
} as const;

let store: Store;
let now: number;

beforeEach(async () => {
  store = await openTestStore();
  now = NOW;
});

const openRecorder = (...others: RecordTally[]): UsageRecorder =>
  new UsageRecorder(
    store,
    createLog('silent', () => undefined),
    () => now,
    [new UsageRollups(store), ...others],
  );

function call(recorder: UsageRecorder, costUsd = 0.5): void {
  const record = recorder.open(caller, now);
  record.outcome = 'ok';
  record.connectionId = 'conn_1';
  record.servedModel = 'model-1';
  record.inputTokens = 10;
  record.costUsd = costUsd;
  record.endedAt = now + 40;
  recorder.close(record);
}

const summary = (): UsageSummary =>
  summariseUsage(store, { sinceMs: 0, untilMs: now + 1, nowMs: now, by: 'model', filters: {} });

describe('sums beside the records', () => {
  test('are written with them', () => {
    const recorder = openRecorder();
    call(recorder);
    recorder.flush(true);
    now += 60_000;
    call(recorder);
    recorder.flush(true);
    expect(summary().groups).toMatchObject([{ id: 'model-1', requests: 2, costUsd: 1 }]);
  });

  test('go on where they were after a restart', () => {
    for (let start = 0; start < 3; start += 1) {
      const recorder = openRecorder();
      call(recorder);
      recorder.flush(true);
      now += 1000;
    }
    expect(summary().total).toMatchObject({ requests: 3, costUsd: 1.5, inputTokens: 30 });
  });

  test('count a group once that could only be written at the second try', () => {
    let failures = 1;
    const failing: RecordTally = {
      add: () => {
        failures -= 1;
        if (failures >= 0) throw new Error('the disk is full');
      },
      forget: () => undefined,
    };
    const recorder = openRecorder(failing);
    call(recorder);
    recorder.flush(true);
    expect(summary().total.requests).toBe(0);
    recorder.flush(true);
    expect(summary().total).toMatchObject({ requests: 1, costUsd: 0.5 });
    expect(store.prepare('SELECT count(*) FROM usage_records').pluck().get()).toBe(1);
  });

  test('count a request once, however often it is closed', () => {
    const recorder = openRecorder();
    const record = recorder.open(caller, now);
    recorder.flush(true);
    record.outcome = 'ok';
    recorder.close(record);
    recorder.flush(true);
    recorder.close(record);
    recorder.flush(true);
    expect(summary().total.requests).toBe(1);
  });

  test('do not count what still runs, and count what a crash left once, as failed', () => {
    const crashed = openRecorder();
    crashed.open(caller, now);
    crashed.flush(true);
    expect(summary().total.requests).toBe(0);
    expect(openRecorder().recover()).toBe(1);
    expect(openRecorder().recover()).toBe(0);
    expect(summary().total).toMatchObject({ requests: 1, failedRequests: 1 });
  });

  test('count a request in the hour it was opened, also when that is long over', () => {
    const recorder = openRecorder();
    const record = recorder.open(caller, now);
    now += 3 * 3_600_000;
    record.outcome = 'ok';
    recorder.close(record);
    recorder.flush(true);
    const period = { sinceMs: NOW, untilMs: NOW + 1, nowMs: now, filters: {} };
    expect(summariseUsage(store, { ...period, by: 'key' }).total.requests).toBe(1);
  });

  test('tell of today at once', () => {
    const recorder = openRecorder();
    call(recorder);
    recorder.flush(true);
    expect(todaysTotals(store, now)).toEqual({ requests: 1, costUsd: 0.5, unpricedRequests: 0 });
    expect(todaysTotals(store, now + 2 * 86_400_000)).toEqual({
      requests: 0,
      costUsd: 0,
      unpricedRequests: 0,
    });
  });
});

const sumUp = (...costs: readonly (number | null)[]): UsageSummary['total'] => {
  const records = costs.map((costUsd, at) => usageRecord(NOW + at, { costUsd }));
  store.transaction(() => new UsageRollups(store).add(records))();
  return summary().total;
};

describe('a cost', () => {
  test('is the sum of what is known, with a count of what is not', () => {
    expect(sumUp(0.5, 0.25, null)).toMatchObject({ costUsd: 0.75, unpricedRequests: 1 });
  });

  test('is unknown when no price is, which is not 0', () => {
    expect(sumUp(null, null)).toMatchObject({ costUsd: null, unpricedRequests: 2 });
    expect(todaysTotals(store, NOW).costUsd).toBeNull();
  });

  test('is 0 when nothing was spent: no request, or refused ones only', () => {
    expect(sumUp().costUsd).toBe(0);
    const refused = usageRecord(NOW, { outcome: 'refused', costUsd: null, inputTokens: null });
    store.transaction(() => new UsageRollups(store).add([refused]))();
    expect(summary().total).toMatchObject({ costUsd: 0, requests: 1, failedRequests: 1 });
  });
});

const count = (): unknown => store.prepare('SELECT count(*) FROM usage_series').pluck().get();

describe('the combinations that are told apart', () => {
  test('have no model where no provider was reached, so that nobody fills the disk with names', () => {
    const records = Array.from({ length: 50 }, (_, at) =>
      usageRecord(NOW + at, {
        requestedModel: `invented-${at}`,
        servedModel: null,
        connectionId: null,
        outcome: 'refused',
      }),
    );
    store.transaction(() => new UsageRollups(store).add(records))();
    expect(count()).toBe(1);
    expect(summary().groups).toMatchObject([{ id: null, requests: 50 }]);
  });

  test('are bounded: a model beyond counts under no name', () => {
    const series = new UsageSeries(store, 3);
    const ids = Array.from({ length: 10 }, (_, at) =>
      series.idOf(usageRecord(NOW, { servedModel: `model-${at}` })),
    );
    expect(new Set(ids).size).toBe(4);
    expect(count()).toBe(4);
  });

  test('cut a model name that is longer than any', () => {
    new UsageSeries(store).idOf(usageRecord(NOW, { servedModel: 'x'.repeat(5000) }));
    expect(store.prepare('SELECT length(model) FROM usage_series').pluck().get()).toBe(256);
  });
});
