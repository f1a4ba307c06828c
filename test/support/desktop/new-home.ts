import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A data folder for an app: it may still be written to while the last process of it goes. */
export async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'latchport-test-'));
  onTestFinished(() => rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return home;
}
