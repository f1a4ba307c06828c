import { expect, test } from 'vitest';
import { Subscriptions } from '../../../src-main/bridge/subscriptions.ts';
import type { ManagementClient, StreamMessage } from '../../../src-proxy/management/client.ts';
import { codeThrown } from './code-thrown.ts';

interface Stream {
  readonly send: (message: StreamMessage) => void;
  readonly fail: (error: Error) => void;
  readonly signal: AbortSignal | undefined;
}

/** An engine whose streams are sent to by hand. */
function engine(): { client: ManagementClient; streams: Stream[] } {
  const streams: Stream[] = [];
  const client: ManagementClient = {
    call: () => Promise.reject(new Error('Nobody calls here')),
    subscribe: (send, { signal } = {}) =>
      new Promise((resolve, fail) => {
        signal?.addEventListener('abort', () => resolve());
        streams.push({ send, fail, signal });
      }),
  };
  return { client, streams };
}

const beat: StreamMessage = { type: 'heartbeat', at: '2026-01-01T00:00:00Z' };

function listener() {
  const heard: string[] = [];
  return {
    heard,
    onMessage: () => void heard.push('message'),
    onEnd: () => void heard.push('end'),
  };
}

const turn = (): Promise<void> => Promise.resolve();

test('a page hears its stream, and that the engine ended it', async () => {
  const { client, streams } = engine();
  const subscriptions = new Subscriptions(client);
  const one = listener();
  subscriptions.begin(1, 1, undefined, one);
  streams[0]?.send(beat);
  streams[0]?.fail(new Error('gone'));
  await turn();
  expect(one.heard).toEqual(['message', 'end']);
});

test('what a page ended is silent', async () => {
  const { client, streams } = engine();
  const subscriptions = new Subscriptions(client);
  const [one, other] = [listener(), listener()];
  subscriptions.begin(1, 1, undefined, one);
  subscriptions.begin(1, 2, 7, other);
  subscriptions.end(1, 1);
  streams[0]?.send(beat);
  streams[1]?.send(beat);
  await turn();
  expect(one.heard).toEqual([]);
  expect(other.heard).toEqual(['message']);
  subscriptions.endAll(1);
  expect(streams.map(({ signal }) => signal?.aborted)).toEqual([true, true]);
});

test('a page listens to few streams at a time, and a number of its own can be used again', () => {
  const { client } = engine();
  const subscriptions = new Subscriptions(client);
  for (let id = 0; id < 8; id += 1) subscriptions.begin(1, id, undefined, listener());
  expect(codeThrown(() => subscriptions.begin(1, 8, undefined, listener()))).toBe(
    'bridge_streams_full',
  );
  subscriptions.begin(1, 7, undefined, listener());
  subscriptions.begin(2, 8, undefined, listener());
});
