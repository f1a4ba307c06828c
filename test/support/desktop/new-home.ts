import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CleanUp } from './desktop.ts';

/** A data folder for an app: it may still be written to while the last process of it goes. */
export async function newHome(afterwards: CleanUp = onTestFinished): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'latchport-test-'));
  afterwards(() => rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return home;
}
