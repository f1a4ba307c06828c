/** `/v1/realtime`: a WebSocket through the proxy, byte for byte both ways, counted and ended like any call. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { disconnectConnection } from '../../../src-proxy/connections/disconnect-connection.ts';
import {
  headerOf,
  openRawClient,
  readRawAnswer,
  type RawClient,
  type RawHeaders,
} from '../../support/raw-client.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';
import { lastUsageRow, usageRows } from '../../support/usage-rows.ts';
import { waitUntil } from '../../support/wait-until.ts';
import {
  acceptKey,
  frame,
  startWebSocketUpstream,
  type WebSocketUpstream,
} from '../../support/websocket-upstream.ts';

const providerKey = 'sk-provider-0123456789abcdef';
let engine: TestEngine;
let upstream: WebSocketUpstream;
let key: string;

beforeEach(async () => {
  upstream = await startWebSocketUpstream();
  engine = await startTestEngine();
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1`, key: providerKey });
  key = engine.createKey();
});

afterEach(async () => {
  await engine.close();
  await upstream.close();
});

const handshakeKey = 'dGhlIHNhbXBsZSBub25jZQ==';

/** A handshake as a client's bytes; `head` is sent right behind it. */
async function upgrade(
  {
    path = '/v1/realtime?model=m1',
    headers = [],
    head = Buffer.alloc(0),
  }: { readonly path?: string; readonly headers?: RawHeaders; readonly head?: Buffer } = {},
  authorization = `Bearer ${key}`,
): Promise<RawClient> {
  const client = await openRawClient(engine.port);
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${engine.port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${handshakeKey}`,
    'Sec-WebSocket-Version: 13',
    `Authorization: ${authorization}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  client.socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), head]));
  return client;
}

const headOf = (client: RawClient): string =>
  client.received().toString('latin1').split('\r\n\r\n')[0] ?? '';
const bodyOf = (client: RawClient): Buffer =>
  client.received().subarray(client.received().indexOf('\r\n\r\n') + 4);

async function open(options: Parameters<typeof upgrade>[0] = {}): Promise<RawClient> {
  const client = await upgrade(options);
  await waitUntil('the handshake was answered', () => client.received().includes('\r\n\r\n'));
  return client;
}

const mask = Buffer.from([1, 2, 3, 4]);

const done = (input: number, output: number): string =>
  JSON.stringify({
    type: 'response.done',
    response: {
      usage: { input_tokens: input, output_tokens: output, total_tokens: input + output },
    },
  });

describe('a WebSocket', () => {
  test('is opened with the provider key, and nothing of the virtual key', async () => {
    const client = await open({
      path: `/v1/realtime?model=openai/m1&key=${key}`,
      headers: [
        [
          'Sec-WebSocket-Protocol',
          `realtime, openai-insecure-API-key.${key}, bearer.${key}, openai-beta.realtime-v1`,
        ],
        ['Sec-WebSocket-Extensions', 'permessage-deflate'],
        ['OpenAI-Beta', 'realtime=v1'],
        ['Cookie', 'a=b'],
      ],
    });
    expect(headOf(client)).toMatch(/^HTTP\/1\.1 101 /);
    const answer = readRawAnswer(client.received());
    expect(headerOf(answer, 'sec-websocket-accept')).toBe(acceptKey(handshakeKey));
    expect(headerOf(answer, 'sec-websocket-protocol')).toBe('realtime');
    expect(headerOf(answer, 'x-latchport-connection')).toBe('openai');
    expect(headerOf(answer, 'set-cookie')).toBeUndefined();
    const [request] = upstream.seen;
    expect(request?.url).toBe('/v1/realtime?model=m1');
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${providerKey}`,
      'openai-beta': 'realtime=v1',
      'sec-websocket-protocol': 'realtime, openai-beta.realtime-v1',
    });
    expect(request?.headers['sec-websocket-extensions']).toBeUndefined();
    expect(JSON.stringify(request?.rawHeaders)).not.toMatch(/sk-lp-|cookie/i);
    client.socket.destroy();
  });

  test('passes every byte both ways, whatever the frames', async () => {
    const early = frame('sent right behind the handshake', { mask });
    const client = await open({ head: early });
    const up = Buffer.concat([
      frame('é😀', { mask }),
      frame(randomBytes(100_000), { opcode: 2, mask }),
      frame('part', { isFinal: false, mask }),
      frame('', { opcode: 9, mask }),
      frame('ial', { opcode: 0, mask }),
      randomBytes(5000),
    ]);
    const down = Buffer.concat([
      frame('{"type":"session.created"}'),
      frame(randomBytes(300_000)),
      frame('', { opcode: 10 }),
      randomBytes(5000),
    ]);
    for (let at = 0; at < up.length; at += 1777) client.socket.write(up.subarray(at, at + 1777));
    upstream.send(down);
    await waitUntil('all went up', () => upstream.received().length === early.length + up.length);
    await waitUntil('all came down', () => bodyOf(client).length === down.length);
    expect(upstream.received().equals(Buffer.concat([early, up]))).toBe(true);
    expect(bodyOf(client).equals(down)).toBe(true);
    client.socket.destroy();
  });

  test.each([
    ['whole', (bytes: Buffer) => [bytes]],
    ['byte by byte', (bytes: Buffer) => [...bytes].map((byte) => Buffer.from([byte]))],
  ])('is counted from the responses that went by %s', async (_how, cut) => {
    const client = await open();
    const sent = Buffer.concat([
      frame('{"type":"session.created"}'),
      frame(done(100, 20)),
      frame(Buffer.alloc(70_000, 'x'), { opcode: 2 }),
      frame(`{"type":"other","text":"\\"response.done\\""}`),
      frame(done(7, 3)),
    ]);
    for (const piece of cut(sent)) upstream.send(piece);
    await waitUntil('all came down', () => bodyOf(client).length === sent.length);
    client.socket.end(frame('', { opcode: 8, mask }));
    await waitUntil('it is written down', () => lastUsageRow(engine).outcome !== 'running');
    expect(lastUsageRow(engine)).toMatchObject({
      outcome: 'ok',
      status: 101,
      input_tokens: 107,
      output_tokens: 23,
    });
    await waitUntil('it is closed at the provider', () => upstream.sockets.size === 0);
  });

  test('that the provider closes is closed for the client', async () => {
    const client = await open();
    upstream.send(frame('', { opcode: 8 }));
    for (const socket of upstream.sockets) socket.end();
    await client.closed;
    expect(bodyOf(client).equals(frame('', { opcode: 8 }))).toBe(true);
    await waitUntil('it is written down', () => lastUsageRow(engine).outcome !== 'running');
    expect(lastUsageRow(engine).outcome).toBe('ok');
  });

  test('is closed on both sides when its connection is disconnected', async () => {
    const client = await open();
    await disconnectConnection(engine.engine.parts.connectionDeps, 'openai', 'cli');
    await client.closed;
    await waitUntil('it is closed at the provider', () => upstream.sockets.size === 0);
    await waitUntil('it is written down', () => lastUsageRow(engine).outcome !== 'running');
    expect(lastUsageRow(engine)).toMatchObject({ error_code: 'connection_disconnected' });
    expect(engine.engine.parts.running.count).toBe(0);
  });
});

describe('a WebSocket that is refused', () => {
  test.each([
    ['without a key', '', 401, 'virtual_key_missing'],
    ['with a wrong key', 'Bearer sk-lp-wrong', 401, 'virtual_key_mistyped'],
  ])(
    '%s gets a plain answer, and its connection is closed',
    async (_how, authorization, status, code) => {
      const client = await upgrade({}, authorization);
      const answer = readRawAnswer(await client.closed);
      expect(answer.status).toBe(status);
      expect(answer.body.toString()).toContain(code);
      expect(upstream.seen).toEqual([]);
    },
  );

  test.each([
    ['on another path', '/v1/chat/completions', 404],
    ['without a model', '/v1/realtime', 400],
    ['for a model that is no line of text', '/v1/realtime?model=openai/m1%0D%0Ax', 400],
    ['for a model too long to be one', `/v1/realtime?model=openai/${'m'.repeat(513)}`, 400],
    ['for a model nobody serves', '/v1/realtime?model=none', 404],
  ])('%s gets a plain answer, and its connection is closed', async (_how, path, status) => {
    const client = await upgrade({ path });
    expect(readRawAnswer(await client.closed).status).toBe(status);
    expect(upstream.seen).toEqual([]);
  });

  test('from a page nobody allowed gets 403', async () => {
    const client = await upgrade({ headers: [['Origin', 'https://evil.example']] });
    expect(readRawAnswer(await client.closed).status).toBe(403);
    expect(upstream.seen).toEqual([]);
  });

  test('by the provider gets its answer, and its connection is closed', async () => {
    const body = '{"error":{"message":"no realtime for you"}}';
    upstream.refuseWith(
      `HTTP/1.1 403 Forbidden\r\nset-cookie: a=b\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    const client = await upgrade();
    const answer = readRawAnswer(await client.closed);
    expect(answer.status).toBe(403);
    expect(answer.body.toString()).toBe(body);
    expect(headerOf(answer, 'set-cookie')).toBeUndefined();
    expect(lastUsageRow(engine)).toMatchObject({ outcome: 'upstream_error', status: 403 });
  });

  test('by a redirect is told so, without the address', async () => {
    upstream.refuseWith(
      'HTTP/1.1 307 X\r\nlocation: http://127.0.0.1:1/?k=1\r\ncontent-length: 0\r\n\r\n',
    );
    const client = await upgrade();
    const answer = readRawAnswer(await client.closed);
    expect(answer.status).toBe(502);
    expect(answer.body.toString()).toContain('upstream_redirected');
  });

  test('by a long body gets all of it', async () => {
    const body = Buffer.alloc(3_000_000, 'no realtime for you. ');
    upstream.refuseWith(
      `HTTP/1.1 500 X\r\ncontent-length: ${body.length}\r\n\r\n${body.toString()}`,
    );
    const client = await upgrade();
    const answer = readRawAnswer(await client.closed);
    expect(answer.status).toBe(500);
    expect(answer.body.equals(body)).toBe(true);
  });

  test('by a body without end is ended when the client leaves', async () => {
    upstream.refuseWith('HTTP/1.1 500 X\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n');
    const client = await open();
    client.socket.resetAndDestroy();
    await waitUntil('it is written down', () => lastUsageRow(engine).outcome !== 'running');
    expect(lastUsageRow(engine)).toMatchObject({ outcome: 'client_gone', status: 500 });
  });

  test('because nobody listens gets 502', async () => {
    await upstream.close();
    const client = await upgrade();
    expect(readRawAnswer(await client.closed).status).toBe(502);
  });
});

test('a client that leaves before its WebSocket opens leaves none open', async () => {
  await engine.connect('self_hosted', {
    label: 'slow',
    key: '',
    reference: 'exec:sleep 1; echo sk-from-elsewhere',
    declaredRegion: 'local',
    baseUrl: `${upstream.origin}/v1`,
    validate: false,
  });
  const client = await upgrade({ path: '/v1/realtime?model=slow/m1' });
  await waitUntil('it is admitted', () => usageRows(engine).length === 1);
  client.socket.destroy();
  await waitUntil('it is written down', () => lastUsageRow(engine).outcome !== 'running');
  await waitUntil('none is open', () => upstream.sockets.size === 0);
  expect(engine.engine.parts.running.count).toBe(0);
});

test('an engine that stops ends every WebSocket, open or not', async () => {
  const { port } = engine;
  const opened = await open();
  upstream.refuseWith('');
  const waiting = await upgrade();
  await waitUntil('it waits for the provider', () => upstream.seen.length === 2);
  await engine.engine.stop();
  await opened.closed;
  const answer = readRawAnswer(await waiting.closed);
  expect(answer.status).toBe(503);
  await expect(openRawClient(port)).rejects.toThrow('ECONNREFUSED');
});
