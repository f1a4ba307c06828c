import { setTimeout as sleep } from 'node:timers/promises';
import type { ManagementClient, StreamMessage } from '../../src-proxy/management/client.ts';

/** A reader that fell behind is cut off and comes back after this. */
const AGAIN_AFTER_MS = 200;

/**
 * Everything that happens in the running engine, nothing left out over interruptions. Resolves when the
 * engine is gone or `signal` is aborted; never rejects.
 */
export async function followEngine(
  client: ManagementClient,
  onMessage: (message: StreamMessage) => void,
  signal: AbortSignal,
): Promise<void> {
  let lastId: number | undefined;
  let isGone = false;
  const listen = (message: StreamMessage): void => {
    if (message.type === 'event') lastId = message.event.id;
    onMessage(message);
  };
  while (!signal.aborted && !isGone) {
    /* oxlint-disable no-await-in-loop -- one connection after the other is the point */
    await client
      .subscribe(listen, { signal, ...(lastId === undefined ? {} : { afterId: lastId }) })
      .catch(() => undefined);
    if (signal.aborted) return;
    isGone = !(await isAlive(client));
    if (!isGone) await sleep(AGAIN_AFTER_MS);
    /* oxlint-enable no-await-in-loop */
  }
}

/** Whether an engine answers, whatever it says. */
export function isAlive(client: ManagementClient): Promise<boolean> {
  return client.call('status', {}).then(
    () => true,
    (error: unknown) => !(error instanceof Error && 'code' in error && isAbsent(error.code)),
  );
}

const isAbsent = (code: unknown): boolean =>
  code === 'engine_not_running' || code === 'engine_stopping';
