import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { Cli } from './cli.ts';

const ASK_EVERY_MS = 50;
const WITHIN_MS = 15_000;

/** Until the engine no longer answers, so that it can be started again at once. */
export async function waitForEnd({ client, clock }: Pick<Cli, 'client' | 'clock'>): Promise<void> {
  const until = clock() + WITHIN_MS;
  // oxlint-disable-next-line no-await-in-loop -- each question follows the answer to the last
  while (await answers(client)) {
    if (clock() > until) {
      throw new AppError('engine_stop_slow', { seconds: WITHIN_MS / 1000 });
    }
    // oxlint-disable-next-line no-await-in-loop -- and waits before it
    await sleep(ASK_EVERY_MS);
  }
}

/** A connection that breaks while it ends is asked for once more. */
async function answers(client: Cli['client']): Promise<boolean> {
  try {
    await client.call('vault.status', {});
    return true;
  } catch (error) {
    return !(error instanceof AppError && error.code === 'engine_not_running');
  }
}
