import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../src-proxy/log.ts';
import { migrations } from '../../../src-proxy/store/migrations.ts';
import { reporting } from '../../../src-proxy/store/migrations/4-reporting.ts';
import { openStore, type Store } from '../../../src-proxy/store/open-store.ts';
import { Settings } from '../../../src-proxy/store/settings.ts';
import { QueryThread } from '../../../src-proxy/usage/query-thread.ts';
import { summariseUsage } from '../../../src-proxy/usage/summarise-usage.ts';
import { backfillSome } from '../../../src-proxy/usage/usage-backfill.ts';
import { UsageRecorder } from '../../../src-proxy/usage/usage-recorder.ts';
import { UsageRetention } from '../../../src-proxy/usage/usage-retention.ts';
import { UsageRollups } from '../../../src-proxy/usage/usage-rollups.ts';
import { UsageUpkeep } from '../../../src-proxy/usage/usage-upkeep.ts';
import { generateUsage } from '../../support/generate-usage.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { usageRecord } from '../../support/usage-record.ts';

const NOW = Date.now();
const DAY_MS = 86_400_000;
const silent = createLog('silent', () => undefined);

const usage = {
  count: 1500,
  fromMs: NOW - 10 * DAY_MS,
  toMs: NOW - 1000,
  keys: 3,
  connections: 2,
  models: 3,
};

const countOf = (store: Store, table: string): unknown =>
  store.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

const requests = (store: Store): number =>
  summariseUsage(store, { sinceMs: 0, untilMs: NOW + 1, nowMs: NOW, by: 'key', filters: {} }).total
    .requests;

/** A store with records from before there were sums, brought up to the present schema. */
async function openFormerStore(): Promise<Store> {
  const file = join(await temporaryFolder(), 'former.db');
  const former = openStore(file, migrations.slice(0, migrations.indexOf(reporting)));
  generateUsage(former, { ...usage, withSums: false });
  former.close();
  const store = openStore(file);
  onTestFinished(() => void store.close());
  return store;
}

interface Upkeep {
  readonly upkeep: UsageUpkeep;
  readonly rollups: UsageRollups;
  readonly retention: UsageRetention;
}

function setUp(store: Store): Upkeep {
  const queryThread = new QueryThread(store, silent);
  onTestFinished(() => queryThread.close());
  const retention = new UsageRetention(new Settings(store));
  const rollups = new UsageRollups(store);
  const parts = { store, retention, rollups, queryThread, clock: () => NOW, log: silent };
  return { upkeep: new UsageUpkeep({ ...parts, pauseMs: 0 }), rollups, retention };
}

describe('records from before there were sums', () => {
  test('are summed up as if there had always been', async () => {
    const store = await openFormerStore();
    expect(countOf(store, 'usage_hours')).toBe(0);
    await setUp(store).upkeep.run();
    const modern = await openTestStore();
    generateUsage(modern, { ...usage, withSums: true });
    const sums =
      'SELECT start, sum(requests), sum(output_tokens), group_concat(total) FROM usage_hours GROUP BY start';
    expect(store.prepare(sums).all()).toEqual(modern.prepare(sums).all());
    expect(countOf(store, 'usage_backfill')).toBe(0);
  });

  test('are each counted once, wherever the work was broken off', async () => {
    const store = await openFormerStore();
    while (backfillSome(store, new UsageRollups(store), 7));
    expect(requests(store)).toBe(usage.count);
  });

  test('are not counted in a step that failed', async () => {
    const store = await openFormerStore();
    const { rollups } = setUp(store);
    store.exec(
      `CREATE TRIGGER full BEFORE UPDATE ON usage_backfill BEGIN SELECT RAISE(ABORT, 'full'); END`,
    );
    expect(() => backfillSome(store, rollups)).toThrow('full');
    expect(countOf(store, 'usage_hours')).toBe(0);
    store.exec('DROP TRIGGER full');
    while (backfillSome(store, rollups));
    expect(requests(store)).toBe(usage.count);
  });

  test('that a crash left running are counted once too, and new ones beside them', async () => {
    const store = await openFormerStore();
    store.exec(
      "UPDATE usage_records SET outcome = 'running' WHERE id IN (SELECT max(id) FROM usage_records)",
    );
    const { upkeep, rollups } = setUp(store);
    const recorder = new UsageRecorder(store, silent, () => NOW, [rollups]);
    expect(recorder.recover()).toBe(1);
    const record = recorder.open(usageRecord(NOW), NOW);
    record.outcome = 'ok';
    recorder.close(record);
    recorder.flush(true);
    await upkeep.run();
    expect(requests(store)).toBe(usage.count + 1);
  });
});

describe('days', () => {
  test('are added up when they are over, with none left out', async () => {
    const store = await openTestStore();
    generateUsage(store, { ...usage, withSums: true });
    await setUp(store).upkeep.run();
    expect(countOf(store, 'usage_summed_days WHERE is_complete = 1')).toBe(10);
    expect(requests(store)).toBe(usage.count);
  });

  test('are added up again when a late request ended in them', async () => {
    const store = await openTestStore();
    generateUsage(store, { ...usage, withSums: true });
    const { upkeep, rollups } = setUp(store);
    await upkeep.run();
    store.transaction(() => rollups.add([usageRecord(NOW - 5 * DAY_MS)]))();
    expect(countOf(store, 'usage_summed_days WHERE is_complete = 1')).toBe(9);
    expect(requests(store)).toBe(usage.count + 1);
    await upkeep.run();
    expect(countOf(store, 'usage_summed_days WHERE is_complete = 1')).toBe(10);
    expect(requests(store)).toBe(usage.count + 1);
  });
});

describe('single requests', () => {
  test('are kept for a year when nothing else was said', async () => {
    const { retention } = setUp(await openTestStore());
    expect(retention.days()).toBe(365);
    retention.set(null);
    expect(retention.days()).toBeNull();
  });

  test('are removed beyond their days, and their sums are kept', async () => {
    const store = await openTestStore();
    generateUsage(store, { ...usage, withSums: true });
    const { upkeep, retention } = setUp(store);
    retention.set(3);
    await upkeep.run();
    const oldest = store.prepare('SELECT min(started_at) FROM usage_records').pluck().get();
    expect(NOW - Number(oldest)).toBeLessThan(3 * DAY_MS + 3_600_000);
    expect(countOf(store, 'usage_records')).toBeGreaterThan(usage.count * 0.28);
    expect(requests(store)).toBe(usage.count);
  });

  test('stay for ever when that was said, and always while they run', async () => {
    const store = await openTestStore();
    generateUsage(store, { ...usage, withSums: true });
    const { upkeep, retention } = setUp(store);
    retention.set(null);
    await upkeep.run();
    expect(countOf(store, 'usage_records')).toBe(usage.count);
    store.exec("UPDATE usage_records SET outcome = 'running' WHERE id % 2 = 0");
    retention.set(1);
    await upkeep.run();
    expect(countOf(store, "usage_records WHERE outcome = 'running'")).toBeGreaterThan(100);
  });
});

test('upkeep that is stopped writes nothing more, and says nothing', async () => {
  const store = await openFormerStore();
  const lines: string[] = [];
  const queryThread = new QueryThread(store, silent);
  onTestFinished(() => queryThread.close());
  const upkeep = new UsageUpkeep({
    store,
    retention: new UsageRetention(new Settings(store)),
    rollups: new UsageRollups(store),
    queryThread,
    clock: () => NOW,
    log: createLog('debug', (line) => lines.push(line)),
  });
  const round = upkeep.run();
  upkeep.stop();
  await round;
  expect(countOf(store, 'usage_backfill')).toBe(1);
  expect(lines).toEqual([]);
});
