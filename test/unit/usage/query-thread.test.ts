import { pathToFileURL } from 'node:url';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../src-proxy/log.ts';
import type { Store } from '../../../src-proxy/store/open-store.ts';
import { QueryThread } from '../../../src-proxy/usage/query-thread.ts';
import { summariseUsage } from '../../../src-proxy/usage/summarise-usage.ts';
import { codeOf } from '../../support/error-code.ts';
import { generateUsage } from '../../support/generate-usage.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NOW = Date.parse('2026-03-31T15:20:00Z');
const week = {
  sinceMs: NOW - 7 * 86_400_000,
  untilMs: NOW + 1,
  nowMs: NOW,
  by: 'key',
  filters: {},
} as const;

let store: Store;
let lines: string[];

beforeEach(async () => {
  lines = [];
  store = await openTestStore();
  const usage = { count: 500, keys: 3, connections: 2, models: 2, withSums: true };
  generateUsage(store, { ...usage, fromMs: week.sinceMs, toMs: NOW });
});

function openThread(entry?: URL): QueryThread {
  const thread = new QueryThread(
    store,
    createLog('warn', (line) => lines.push(line)),
    entry,
  );
  onTestFinished(() => thread.close());
  return thread;
}

async function entryOf(code: string): Promise<URL> {
  const file = join(await temporaryFolder(), 'entry.mjs');
  await writeFile(file, code);
  return pathToFileURL(file);
}

describe('a query in the thread', () => {
  test('answers what it would in place', async () => {
    const thread = openThread();
    const here = summariseUsage(store, week);
    expect(here.total.requests).toBe(500);
    expect(await thread.run('summarise', week)).toEqual(here);
    expect(lines).toEqual([]);
  });

  test('runs beside others', async () => {
    const thread = openThread();
    const answers = await Promise.all([
      thread.run('summarise', week),
      thread.run('listRequests', { limit: 3, filters: { virtualKeyId: 'vk_1' } }),
      thread.run('summarise', { ...week, by: 'model' }),
    ]);
    expect(answers[1]).toHaveLength(3);
    expect(answers[0].total).toEqual(answers[2].total);
  });

  test('leaves the main thread free: a timer fires meanwhile', async () => {
    const thread = openThread();
    await thread.run('summarise', week);
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 1);
    const entry = await entryOf(
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ port }) => {
         const end = Date.now() + 200;
         while (Date.now() < end);
         port.postMessage('late');
       });`,
    );
    expect(await openThread(entry).run('summarise', week)).toBe('late');
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(10);
  });
});

describe('where no thread can be had', () => {
  test.each([
    ['it does not start', 'throw new Error("no");'],
    [
      'it ends while asked',
      'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => process.exit(1));',
    ],
    [
      'it cannot answer',
      'import { parentPort } from "node:worker_threads"; parentPort.on("message", ({ port }) => port.close());',
    ],
  ])('because %s, a query is answered in place', async (_why, code) => {
    const thread = openThread(await entryOf(code));
    expect(await thread.run('summarise', week)).toEqual(summariseUsage(store, week));
    expect(await thread.run('summarise', week)).toEqual(summariseUsage(store, week));
  });

  test('a thread that did not start is told of in the log, once a start', async () => {
    const thread = openThread(await entryOf('throw new Error("secret text");'));
    await thread.run('summarise', week);
    expect(lines.join('\n')).toContain('query_thread_failed');
    expect(lines.join('\n')).not.toContain('secret text');
  });
});

test('a query that fails tells why', async () => {
  store.exec('DROP TABLE usage_hours');
  await expect(openThread().run('summarise', week)).rejects.toThrow('usage_hours');
});

test('an engine that ends refuses further queries, and ends those under way', async () => {
  const thread = openThread(
    await entryOf(
      'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => {});',
    ),
  );
  const underWay = thread.run('summarise', week).then(() => 'answered', codeOf);
  await thread.close();
  expect(await underWay).toBe('engine_stopping');
  expect(await thread.run('summarise', week).then(() => 'answered', codeOf)).toBe(
    'engine_stopping',
  );
});
