import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { StreamMessage } from '../../../src-proxy/management/client.ts';
import { setUpManagement, type ManagementSetup } from '../../support/set-up-management.ts';

let setup: ManagementSetup;

beforeEach(async () => {
  setup = await setUpManagement();
});

interface Listening {
  readonly messages: StreamMessage[];
  /** The types of the events so far. */
  events(): readonly string[];
  readonly ended: Promise<void>;
  stop(): void;
}

/** Listens from the first heartbeat on. */
async function listen(afterId?: number): Promise<Listening> {
  const messages: StreamMessage[] = [];
  const stopping = new AbortController();
  const ended = setup.client.subscribe((message) => messages.push(message), {
    signal: stopping.signal,
    ...(afterId === undefined ? {} : { afterId }),
  });
  await vi.waitFor(() => expect(messages.length).toBeGreaterThan(0));
  return {
    messages,
    events: () => messages.flatMap((m) => (m.type === 'event' ? [m.event.type] : [])),
    ended,
    stop: () => stopping.abort(),
  };
}

describe('the live stream', () => {
  test('begins with a heartbeat, so that a reader knows it is heard', async () => {
    const { messages } = await listen();
    expect(messages[0]).toEqual({ type: 'heartbeat', at: expect.any(String) });
  });

  test('tells what was changed, wherever it was changed', async () => {
    const listening = await listen();
    await setup.call('pause', {});
    await setup.call('resume', {});
    await vi.waitFor(() => expect(listening.events()).toEqual(['proxy.paused', 'proxy.resumed']));
  });

  test('tells of every request when it is over', async () => {
    await setup.connect();
    const listening = await listen();
    await fetch(`${setup.engine.base}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${setup.engine.createKey({ label: 'editor' })}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ model: 'fake-1', messages: [] }),
    });
    await vi.waitFor(() =>
      expect(listening.messages).toContainEqual({
        type: 'request',
        request: expect.objectContaining({
          virtual_key_label: 'editor',
          connection: 'personal',
          requested_model: 'fake-1',
        }),
      }),
    );
  });

  test('begins with what was missed, then goes on without gap or repeat', async () => {
    await setup.call('pause', {});
    await setup.call('resume', {});
    const { events } = await setup.call('events.list', {});
    const listening = await listen(events[0]?.id ?? 0);
    await setup.call('pause', {});
    await vi.waitFor(() => expect(listening.events()).toEqual(['proxy.resumed', 'proxy.paused']));
  });

  test('tells more missed events than fit one page', async () => {
    const { events } = setup.engine.engine.parts;
    for (let count = 0; count < 1100; count += 1) {
      events.append({
        type: 'settings.changed',
        actor: 'engine',
        subjectId: null,
        data: { count },
      });
    }
    const listening = await listen(0);
    await vi.waitFor(() => expect(listening.events()).toHaveLength(1100));
  });

  test('ends quietly when the reader wants no more', async () => {
    const listening = await listen();
    listening.stop();
    await expect(listening.ended).resolves.toBeUndefined();
    await setup.call('pause', {});
    expect(listening.events()).toEqual([]);
  });

  test('ends when the engine stops, and does not hold it up', async () => {
    const listening = await listen();
    await setup.call('stop', {});
    await expect(listening.ended).resolves.toBeUndefined();
    await setup.engine.engine.ended;
  });

  test('refuses an id that is none before it begins', async () => {
    const reading = setup.client.subscribe(() => undefined, { afterId: -1 });
    await expect(reading).rejects.toMatchObject({ code: 'field_invalid', status: 422 });
  });
});
