/** Keys are disconnected and rotated while calls run: the one stops everything at once, the other nothing. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { disconnectConnection } from '../../../src-proxy/connections/disconnect-connection.ts';
import { rotateConnection } from '../../../src-proxy/connections/rotate-connection.ts';
import { setConnectionEnabled } from '../../../src-proxy/connections/update-connection.ts';
import { headerOf } from '../../support/raw-client.ts';
import {
  chunkedHead,
  rawAnswer,
  rawChunk,
  startRawUpstream,
  type RawUpstream,
} from '../../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';
import { lastUsageRow, usageRows } from '../../support/usage-rows.ts';
import { waitUntil } from '../../support/wait-until.ts';

let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

beforeEach(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  key = engine.createKey();
});

afterEach(async () => {
  await engine.close();
  await upstream.close();
});

const call = (body: object = {}): Promise<Response> =>
  fetch(`${engine.base}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ model: 'm1', messages: [], ...body }),
  });

const connect = (): ReturnType<TestEngine['connect']> =>
  engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });

/** Streams one event and then says nothing more, until its connection is closed. */
function streamForEver(): { readonly closed: () => number } {
  let closed = 0;
  upstream.answerWith((_request, socket) => {
    socket.once('close', () => {
      closed += 1;
    });
    socket.write(chunkedHead() + rawChunk('data: {"choices":[]}\n\n').toString());
  });
  return { closed: () => closed };
}

describe('disconnecting', () => {
  test('ends running streams with an error event, and sends not a byte more', async () => {
    await connect();
    const { closed } = streamForEver();
    const streams = await Promise.all(Array.from({ length: 20 }, () => call({ stream: true })));
    const sentBefore = upstream.received().length;
    await disconnectConnection(engine.engine.parts.connectionDeps, 'openai', 'cli');
    const texts = await Promise.all(streams.map((stream) => stream.text()));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toMatch(
      /^data: \{"choices":\[\]\}\n\n\s*data: \{"error":.*connection_disconnected/,
    );
    await waitUntil('the provider saw all of them end', () => closed() === 20);
    expect((await call()).status).toBe(409);
    expect(upstream.received()).toHaveLength(sentBefore);
    expect(upstream.seen).toHaveLength(20);
    const cut = usageRows(engine).filter((row) => row.error_code === 'connection_disconnected');
    expect(cut.map((row) => row.outcome)).toEqual(
      Array.from({ length: 20 }, () => 'upstream_error'),
    );
  });

  test('answers a call that got no byte yet with a plain error', async () => {
    await connect();
    upstream.answerWith(() => undefined);
    const waiting = call();
    await waitUntil('it arrived', () => upstream.seen.length === 1);
    await disconnectConnection(engine.engine.parts.connectionDeps, 'openai', 'cli');
    const answer = await waiting;
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: { code: 'connection_disconnected' } });
  });

  test('breaks the transfer of a call that got half its body', async () => {
    await connect();
    upstream.answerWith((_request, socket) =>
      socket.write(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"a',
      ),
    );
    const answer = await call();
    await disconnectConnection(engine.engine.parts.connectionDeps, 'openai', 'cli');
    await expect(answer.text()).rejects.toThrow('terminated');
    expect(lastUsageRow(engine)).toMatchObject({ error_code: 'connection_disconnected' });
  });

  test('while a key is being fetched sends not a byte with it', async () => {
    await engine.connect('self_hosted', {
      label: 'slow',
      key: '',
      reference: 'exec:sleep 1; echo sk-from-elsewhere',
      declaredRegion: 'local',
      baseUrl: `${upstream.origin}/v1`,
      validate: false,
    });
    const waiting = call({ model: 'slow/m1' });
    await waitUntil('it is admitted', () => usageRows(engine).length === 1);
    await disconnectConnection(engine.engine.parts.connectionDeps, 'slow', 'cli');
    const answer = await waiting;
    expect(answer.status).toBe(503);
    expect(upstream.received()).toHaveLength(0);
  });
});

test('a connection that is switched off takes no new call, and lets running ones finish', async () => {
  await connect();
  const { promise: go, resolve: release } = Promise.withResolvers<void>();
  upstream.answerWith(async (_request, socket) => {
    await go;
    socket.write(rawAnswer('{"ok":1}'));
  });
  const running = call();
  await waitUntil('it arrived', () => upstream.seen.length === 1);
  setConnectionEnabled(engine.engine.parts.connectionDeps, 'openai', false, 'cli');
  const refused = await call();
  expect(refused.status).toBe(403);
  release();
  expect(await (await running).text()).toBe('{"ok":1}');
});

describe('rotating', () => {
  test('under load loses no request, and ends with the new key alone', async () => {
    await connect();
    upstream.answerWith((request, socket) =>
      socket.write(rawAnswer(JSON.stringify({ said: headerOf(request, 'authorization') }))),
    );
    const rotating = new AbortController();
    const failures: string[] = [];
    let calls = 0;
    const loop = async (): Promise<void> => {
      while (!rotating.signal.aborted) {
        // oxlint-disable-next-line no-await-in-loop
        const answer = await call();
        // oxlint-disable-next-line no-await-in-loop
        const text = await answer.text();
        calls += 1;
        if (answer.status !== 200) failures.push(text);
      }
    };
    const loops = Array.from({ length: 50 }, loop);
    for (let version = 1; version <= 10; version += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await rotateConnection(
        engine.engine.parts.connectionDeps,
        'openai',
        { key: `sk-rotated-key-number-${version}` },
        'cli',
      );
    }
    rotating.abort();
    await Promise.all(loops);
    expect(failures).toEqual([]);
    expect(calls).toBeGreaterThan(50);
    expect(await (await call()).json()).toEqual({ said: 'Bearer sk-rotated-key-number-10' });
    const rows = usageRows(engine);
    expect(rows).toHaveLength(calls + 1);
    expect(new Set(rows.map((row) => row.outcome))).toEqual(new Set(['ok']));
  });

  test('lets a running stream finish on the former key', async () => {
    await connect();
    const { promise: go, resolve: release } = Promise.withResolvers<void>();
    upstream.answerWith(async (_request, socket) => {
      socket.write(chunkedHead() + rawChunk('data: {"choices":[]}\n\n').toString());
      await go;
      socket.write(rawChunk('data: [DONE]\n\n'));
      socket.write(rawChunk(''));
    });
    const stream = await call({ stream: true });
    await rotateConnection(
      engine.engine.parts.connectionDeps,
      'openai',
      { key: 'sk-the-new-key-0123456789' },
      'cli',
    );
    release();
    expect(await stream.text()).toBe('data: {"choices":[]}\n\ndata: [DONE]\n\n');
  });

  test('to a key that is refused changes nothing', async () => {
    await connect();
    const refusing = await startRawUpstream();
    await refusing.close();
    const { connections, connectionDeps } = engine.engine.parts;
    const former = connections.find('openai');
    connections.save({ ...former, baseUrl: `${refusing.origin}/v1` });
    const rotation = { key: 'sk-the-new-key-0123456789' };
    await expect(rotateConnection(connectionDeps, 'openai', rotation, 'cli')).rejects.toMatchObject(
      {
        code: 'upstream_unreachable',
      },
    );
    connections.save(former);
    await call();
    expect(headerOf(upstream.seen[0] ?? { headers: [] }, 'authorization')).toBe(
      'Bearer sk-test-provider-key-0123456789',
    );
  });
});
