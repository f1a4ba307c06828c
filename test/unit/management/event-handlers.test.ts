import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { EventLog } from '../../../src-proxy/events/event-log.ts';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { eventHandlers } from '../../../src-proxy/management/operations/event-handlers.ts';
import type { UsageReader } from '../../../src-proxy/usage/usage-reader.ts';
import { openStore } from '../../../src-proxy/store/open-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Message = OutputOf<'events.stream'>;

const noUsage: Pick<UsageReader, 'subscribe'> = { subscribe: () => () => undefined };

/** The stream of a log of its own, with a heart that beats every `heartbeatMs`. */
async function openStream(
  heartbeatMs: number,
): Promise<{ events: EventLog; stream: AsyncIterator<Message>; closing: AbortController }> {
  const store = openStore(join(await temporaryFolder(), 'latchport.db'));
  onTestFinished(() => void store.close());
  const events = new EventLog(store, Date.now);
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const handlers = eventHandlers({ events, usage: noUsage, clock: Date.now }, heartbeatMs);
  const messages = handlers['events.stream']({}, { actor: 'cli', signal: closing.signal });
  return { events, stream: messages[Symbol.asyncIterator](), closing };
}

const typeOf = async (stream: AsyncIterator<Message>): Promise<string> => {
  const { done, value } = await stream.next();
  return done === true ? 'over' : value.type;
};

const change = { type: 'settings.changed', actor: 'engine', subjectId: null, data: {} } as const;

describe('the stream of events', () => {
  test('keeps beating while nothing happens', async () => {
    const { stream } = await openStream(1);
    expect(await typeOf(stream)).toBe('heartbeat');
    expect(await typeOf(stream)).toBe('heartbeat');
    expect(await typeOf(stream)).toBe('heartbeat');
  });

  test('ends when it is closed while it waits', async () => {
    const { stream, closing } = await openStream(60_000);
    await typeOf(stream);
    const next = typeOf(stream);
    closing.abort();
    expect(await next).toBe('over');
  });

  test('of a closed door ends at once', async () => {
    const { stream, closing } = await openStream(60_000);
    closing.abort();
    expect(await typeOf(stream)).toBe('over');
  });

  test('cuts off a reader that falls too far behind, after what it had waiting', async () => {
    const { events, stream } = await openStream(60_000);
    await typeOf(stream);
    for (let count = 0; count < 1001; count += 1) events.append(change);
    for (let count = 0; count < 1000; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one message after the other
      expect(await typeOf(stream)).toBe('event');
    }
    expect(await typeOf(stream)).toBe('over');
  });
});
