/**
 * Measures summaries of a generated year of heavy use: how long each takes, and how late the main thread's
 * event loop is meanwhile. `node test/bench/usage/summarise-year.ts [records]`
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { createLog } from '../../../src-proxy/log.ts';
import { openStore, type Store } from '../../../src-proxy/store/open-store.ts';
import { QueryThread } from '../../../src-proxy/usage/query-thread.ts';
import { summariseUsage, type UsagePeriod } from '../../../src-proxy/usage/summarise-usage.ts';
import { sumUpNextDay } from '../../../src-proxy/usage/summed-days.ts';
import { generateUsage } from '../../support/generate-usage.ts';

const RECORDS = Number(process.argv[2] ?? 2_000_000);
const DAY_MS = 86_400_000;
const ROUNDS = 5;

const now = Date.now();
const year: UsagePeriod = {
  sinceMs: now - 365 * DAY_MS,
  untilMs: now + 1,
  nowMs: now,
  by: 'key',
  filters: {},
};
const periods: Readonly<Record<string, UsagePeriod>> = {
  'year by key': year,
  'year by model': { ...year, by: 'model' },
  'year by tag': { ...year, by: 'tag' },
  'year by day': { ...year, by: 'day' },
  'year by day, one key': { ...year, by: 'day', filters: { virtualKeyId: 'vk_1' } },
  'week by connection': { ...year, sinceMs: now - 7 * DAY_MS, by: 'connection' },
};

const timed = async (run: () => unknown): Promise<number> => {
  const start = performance.now();
  await run();
  return performance.now() - start;
};

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const ms = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);

async function measure(name: string, run: () => unknown): Promise<void> {
  const times: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let round = 0; round < ROUNDS; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what is measured
    times.push(await timed(run));
  }
  delay.disable();
  console.log(
    `${name.padEnd(40)} median ${median(times).toFixed(0).padStart(5)} ms  worst ${Math.max(
      ...times,
    )
      .toFixed(0)
      .padStart(5)} ms  event loop p99 ${ms(delay.percentile(99))} ms, max ${ms(delay.max)} ms`,
  );
}

/** How long the main thread is busy between two pauses. */
async function sumUpDays(store: Store, queryThread: QueryThread): Promise<void> {
  const steps: number[] = [];
  let since = performance.now();
  const pause = async (): Promise<void> => {
    steps.push(performance.now() - since);
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
  const parts = { store, queryThread, clock: () => now, pause };
  let days = 0;
  // oxlint-disable-next-line no-await-in-loop -- one day after the other
  while (await sumUpNextDay(parts)) days += 1;
  const sorted = steps.toSorted((one, other) => one - other);
  const share = (part: number): string =>
    (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
  console.log(
    `${days} days summed up in ${steps.length} steps (reading in the thread included) of ${share(0.5)} ms, p95 ${share(0.95)} ms, p99 ${share(0.99)} ms`,
  );
}

/** What the sums replace. */
function scanRecords(store: Store): void {
  store
    .prepare(
      `SELECT virtual_key_id, count(*), sum(input_tokens), sum(output_tokens), sum(cost_usd)
       FROM usage_records GROUP BY virtual_key_id`,
    )
    .all();
}

const folder = mkdtempSync(join(tmpdir(), 'latchport-bench-'));
try {
  const file = join(folder, 'latchport.db');
  const store = openStore(file);
  const generating = await timed(() =>
    generateUsage(store, {
      count: RECORDS,
      fromMs: year.sinceMs,
      toMs: now,
      keys: 12,
      connections: 6,
      models: 25,
      withSums: true,
    }),
  );
  const rows = (table: string): string =>
    String(store.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  console.log(
    `${RECORDS} records in ${(generating / 1000).toFixed(0)} s; ${rows('usage_series')} series, ${rows('usage_hours')} hours`,
  );
  const log = createLog('warn', console.error);
  const thread = new QueryThread(store, log);
  await measure('idle', () => new Promise((resolve) => setTimeout(resolve, 200)));
  await measure('thread, hours only: year by key', () => thread.run('summarise', year));
  await measure('thread, hours only: year by day', () =>
    thread.run('summarise', { ...year, by: 'day' }),
  );
  await sumUpDays(store, thread);
  for (const [name, period] of Object.entries(periods)) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what is measured
    await measure(`thread: ${name}`, () => thread.run('summarise', period));
  }
  await measure('in place: year by key', () => summariseUsage(store, year));
  await measure('in place, without sums: year by key', () => scanRecords(store));
  await thread.close();
  store.close();
  console.log(`${(statSync(file).size / 1e6).toFixed(0)} MB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
