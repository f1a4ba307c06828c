/** A client that leaves: nobody works, pays or retries for it any longer. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRawClient, rawRequest, type RawClient } from '../../support/raw-client.ts';
import {
  chunkedHead,
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
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
  key = engine.createKey();
});

afterEach(async () => {
  await engine.close();
  await upstream.close();
});

async function call(body: object = {}): Promise<RawClient> {
  const client = await openRawClient(engine.port);
  const headers = [
    ['host', `127.0.0.1:${engine.port}`],
    ['authorization', `Bearer ${key}`],
  ] as const;
  const text = JSON.stringify({ model: 'openai/m1', messages: [], ...body });
  client.socket.write(rawRequest('POST /v1/chat/completions', headers, text));
  return client;
}

const ways: Readonly<Record<string, (client: RawClient) => void>> = {
  'with a reset': ({ socket }) => socket.resetAndDestroy(),
  'by closing': ({ socket }) => socket.destroy(),
};

describe.each(Object.entries(ways))('a client that leaves %s', (_how, leave) => {
  test('before the provider answers has its request given up there', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    upstream.answerWith((_request, socket) => {
      socket.once('close', () => resolve());
      arrive();
    });
    const client = await call();
    await arrived;
    leave(client);
    await closed;
    await waitUntil('it is written down', () => lastUsageRow(engine).outcome === 'client_gone');
    expect(engine.engine.parts.running.count).toBe(0);
    expect(upstream.seen).toHaveLength(1);
  });

  test('in the middle of a stream has it ended there', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    upstream.answerWith((_request, socket) => {
      socket.write(chunkedHead() + rawChunk('data: {"choices":[]}\n\n').toString());
      socket.once('close', () => resolve());
    });
    const client = await call({ stream: true });
    await waitUntil('the first event came', () => client.received().includes('choices'));
    leave(client);
    await closed;
    await waitUntil('it is written down', () => lastUsageRow(engine).outcome === 'client_gone');
    expect(engine.engine.parts.running.count).toBe(0);
  });

  test('in the middle of a stream is charged for what it got', async () => {
    const said = 'data: {"choices":[{"index":0,"delta":{"content":"a word"}}]}\n\n'.repeat(100);
    upstream.answerWith((_request, socket) =>
      socket.write(chunkedHead() + rawChunk(said).toString()),
    );
    const client = await call({ stream: true });
    await waitUntil('the events came', () => client.received().length > said.length);
    leave(client);
    await waitUntil('it is written down', () => lastUsageRow(engine).outcome === 'client_gone');
    const row = lastUsageRow(engine);
    expect(row).toMatchObject({ status: 200, is_estimated: 1 });
    expect(row.input_tokens).toBeGreaterThan(0);
    expect(row.output_tokens).toBeGreaterThan(0);
    expect(row.output_tokens).toBeLessThan(200);
  });

  test('without ever reading has its stream ended there, however much was sent', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { promise: stuck, resolve: stall } = Promise.withResolvers<void>();
    const event = rawChunk(`data: ${'x'.repeat(65_000)}\n\n`);
    upstream.answerWith((_request, socket) => {
      socket.once('close', () => resolve());
      socket.write(chunkedHead());
      for (let count = 0; socket.write(event) || count < 400; count += 1);
      stall();
    });
    const client = await openRawClient(engine.port);
    client.socket.pause();
    const headers = [
      ['host', `127.0.0.1:${engine.port}`],
      ['authorization', `Bearer ${key}`],
    ] as const;
    const body = '{"model":"openai/m1","stream":true,"messages":[]}';
    client.socket.write(rawRequest('POST /v1/chat/completions', headers, body));
    await stuck;
    await waitUntil('it runs', () => engine.engine.parts.running.count === 1);
    leave(client);
    await closed;
    await waitUntil('it is written down', () => lastUsageRow(engine).outcome !== 'running');
    expect(lastUsageRow(engine).outcome).toBe('client_gone');
  });
});

test('a client that leaves while its key is fetched reaches no provider', async () => {
  await engine.connect('self_hosted', {
    label: 'slow',
    key: '',
    reference: 'exec:sleep 1; echo sk-from-elsewhere',
    declaredRegion: 'local',
    baseUrl: `${upstream.origin}/v1`,
    validate: false,
  });
  const client = await call({ model: 'slow/m1' });
  await waitUntil('it is admitted', () => usageRows(engine).length === 1);
  client.socket.destroy();
  await waitUntil('it is written down', () => lastUsageRow(engine).outcome !== 'running');
  expect(lastUsageRow(engine).outcome).toBe('client_gone');
  expect(upstream.seen).toEqual([]);
});

test('a client that leaves while it sends its body is written down as gone', async () => {
  const client = await openRawClient(engine.port);
  const head = [
    'POST /v1/chat/completions HTTP/1.1',
    `host: 127.0.0.1:${engine.port}`,
    `authorization: Bearer ${key}`,
    'content-length: 1000',
  ];
  client.socket.write(`${head.join('\r\n')}\r\n\r\n{"model":`);
  await waitUntil('it is being read', () => usageRows(engine).length === 1);
  client.socket.resetAndDestroy();
  await waitUntil('it is written down', () => lastUsageRow(engine).outcome === 'client_gone');
  expect(upstream.seen).toEqual([]);
});

test('a client that leaves after it has the whole answer is not gone', async () => {
  const client = await call();
  await client.closed;
  await waitUntil('it is written down', () => lastUsageRow(engine).outcome !== 'running');
  expect(lastUsageRow(engine).outcome).toBe('ok');
});
