import type { StreamMessage } from '../management/client.ts';
import type { Cli } from './cli.ts';

/** Shows what happens until the user interrupts or the engine ends. */
export async function follow(
  cli: Cli,
  onMessage: (message: StreamMessage) => void,
  afterId?: number,
): Promise<void> {
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await cli.client.subscribe(onMessage, {
      signal: interrupted.signal,
      ...(afterId === undefined ? {} : { afterId }),
    });
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
  if (!interrupted.signal.aborted) cli.print.note('The engine has ended.');
}
