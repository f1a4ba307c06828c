import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const MODULE = new URL('../../src-proxy/young-generation.ts', import.meta.url).href;

/** As many requests as that, each of 40 KB or so, of which the last 64 are still running. */
const load = (call: string): string => `
  const { getHeapSpaceStatistics } = await import('node:v8');
  const { youngGenerationKeeper } = await import('${MODULE}');
  const keep = youngGenerationKeeper();
  const running = [];
  for (let request = 0; request < 30_000; request += 1) {
    running[request % 64] = Array.from({ length: 1000 }, (_, at) => ({ at }));
    ${call}
  }
  const space = getHeapSpaceStatistics().find((one) => one.space_name === 'new_space');
  console.log(space.space_size / 1024 / 1024);`;

async function sizeAfter(call: string): Promise<number> {
  const args = ['--input-type=module', '-e', load(call)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
}

test('under load the young generation grows to the size that fits, and no further', async () => {
  const [held, free] = await Promise.all([sizeAfter('keep();'), sizeAfter('')]);
  expect(held).toBeGreaterThanOrEqual(16);
  expect(held).toBeLessThanOrEqual(32);
  expect(free).toBeGreaterThan(held);
});
