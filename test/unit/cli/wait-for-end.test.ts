import { describe, expect, test } from 'vitest';
import { waitForEnd } from '../../../src-proxy/cli/wait-for-end.ts';
import { AppError } from '../../../src-proxy/errors.ts';
import { createClient, type CarrierAnswer } from '../../../src-proxy/management/client.ts';

async function* noBody(): AsyncIterable<string> {}

/** An engine that answers so many times, then is gone. A second goes by with every look at the clock. */
function engineAnswering(times: number): Parameters<typeof waitForEnd>[0] {
  let asked = 0;
  let now = 0;
  const client = createClient(async (): Promise<CarrierAnswer> => {
    asked += 1;
    if (asked > times) throw new AppError('engine_not_running', { home: '/home' });
    return { status: 500, chunks: noBody() };
  });
  return { client, clock: () => (now += 1000) };
}

describe('waiting for the end of an engine', () => {
  test('goes on until nobody answers any more', async () => {
    await expect(waitForEnd(engineAnswering(3))).resolves.toBeUndefined();
  });

  test('is given up when it still answers after 15 s', async () => {
    const waiting = waitForEnd(engineAnswering(Number.POSITIVE_INFINITY));
    await expect(waiting).rejects.toMatchObject({ code: 'engine_stop_slow' });
  });
});
