/** T12: a connection that leads back to us turns one call into a storm of them. */
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  headerOf,
  openRawClient,
  rawRequest,
  readRawAnswer,
  sendRaw,
} from '../support/raw-client.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { waitUntil } from '../support/wait-until.ts';

let engine: TestEngine;
let key: string;

beforeEach(async () => {
  engine = await startTestEngine();
  key = engine.createKey();
});

afterEach(() => engine.close());

/** Sends a handshake on to the engine, and its answer back. */
async function leadBack({ url, headers }: IncomingMessage, socket: Duplex): Promise<void> {
  const back = await openRawClient(engine.port);
  const { host: _host, ...others } = headers;
  const lines = Object.entries(others).map(([name, value]) => `${name}: ${String(value)}`);
  back.socket.pipe(socket);
  back.socket.write(
    [`GET ${url} HTTP/1.1`, `host: 127.0.0.1:${engine.port}`, ...lines, '', ''].join('\r\n'),
  );
}

interface Forwarder {
  readonly origin: string;
  readonly forwarded: () => number;
}

/** A plain HTTP forwarder in front of a port; what `change` makes of the headers goes on. */
async function startForwarder(
  port: number,
  change: (headers: OutgoingHttpHeaders) => OutgoingHttpHeaders = (headers) => headers,
): Promise<Forwarder> {
  let forwarded = 0;
  const server = createServer((incoming, outgoing) => {
    forwarded += 1;
    const { method, url: path, headers } = incoming;
    const on = httpRequest(
      {
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: { ...change({ ...headers }), host: `127.0.0.1:${port}` },
        agent: false,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(outgoing);
      },
    );
    on.on('error', () => outgoing.destroy());
    outgoing.on('close', () => on.destroy());
    incoming.pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${own}`, forwarded: () => forwarded };
}

const connectTo = (from: TestEngine, origin: string, providerKey: string): Promise<unknown> =>
  from.connect('self_hosted', {
    label: 'next',
    key: providerKey,
    baseUrl: `${origin}/v1`,
    declaredRegion: 'local',
    validate: false,
  });

const chat = (headers: readonly (readonly [string, string])[] = []): Buffer =>
  rawRequest(
    'POST /v1/chat/completions',
    [['host', `127.0.0.1:${engine.port}`], ['authorization', `Bearer ${key}`], ...headers],
    '{"model":"next/m1"}',
  );

describe('a call that comes back', () => {
  test('through a forwarder is told so at its first return', async () => {
    const forwarder = await startForwarder(engine.port);
    await connectTo(engine, forwarder.origin, key);
    const answer = await sendRaw(engine.port, chat());
    expect(answer.status).toBe(508);
    expect(answer.body.toString()).toContain('loop_detected');
    expect(forwarder.forwarded()).toBe(1);
  });

  test('through another engine is told so too', async () => {
    const other = await startTestEngine();
    const back = await startForwarder(engine.port);
    await connectTo(other, back.origin, key);
    await connectTo(engine, other.base, other.createKey());
    const body = '{"model":"next/next/m1"}';
    const nested = chat()
      .toString()
      .replace('{"model":"next/m1"}', body)
      .replace('content-length: 19', `content-length: ${body.length}`);
    const answer = await sendRaw(engine.port, nested);
    expect(answer.status).toBe(508);
    expect(back.forwarded()).toBe(1);
    await other.close();
  });

  test('is told so before its key is even looked at', async () => {
    const hops: string[] = [];
    const spy = await startForwarder(engine.port, (headers) => {
      hops.push(String(headers['x-latchport-hop']));
      return { ...headers, authorization: 'Bearer none' };
    });
    await connectTo(engine, spy.origin, 'sk-any-provider-key-0123456789');
    const answer = await sendRaw(engine.port, chat());
    expect(answer.status).toBe(508);
    expect(hops).toHaveLength(1);
  });

  test.each(['localhost', '[::1]', 'any.localhost', '127.0.0.1'])(
    'straight from a connection to %s is not even sent',
    async (host) => {
      await connectTo(engine, 'http://127.0.0.1:9', key);
      const { connections } = engine.engine.parts;
      connections.save({
        ...connections.find('next'),
        baseUrl: `http://${host}:${engine.port}/v1`,
      });
      const answer = await sendRaw(engine.port, chat());
      expect(answer.status).toBe(508);
      expect(headerOf(answer, 'x-latchport-error-code')).toBe('loop_detected');
    },
  );

  test('after too many hops is refused, whoever they were', async () => {
    const hops = Array.from({ length: 9 }, (_, at) => `00000000-0000-4000-8000-00000000000${at}`);
    const answer = await sendRaw(engine.port, chat([['x-latchport-hop', hops.join(', ')]]));
    expect(answer.status).toBe(508);
  });

  test('as a WebSocket is told so', async () => {
    const forwarded: string[] = [];
    const server = createServer();
    server.on('upgrade', (request, socket) => {
      forwarded.push(request.url ?? '');
      void leadBack(request, socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await connectTo(engine, `http://127.0.0.1:${port}`, key);
    const client = await openRawClient(engine.port);
    client.socket.write(
      `GET /v1/realtime?model=next/m1 HTTP/1.1\r\nHost: 127.0.0.1:${engine.port}\r\nUpgrade: websocket\r\n` +
        `Connection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer ${key}\r\n\r\n`,
    );
    expect(readRawAnswer(await client.closed).status).toBe(508);
    expect(forwarded).toHaveLength(1);
  });
});

test('a loop whose forwarder hides every mark is bounded, and ends when its client leaves', async () => {
  const forwarder = await startForwarder(
    engine.port,
    ({ 'x-latchport-hop': _mark, ...headers }) => headers,
  );
  // Any other than a self-hosted connection: a bare model id leads there again and again.
  await engine.connect('openai', { key, baseUrl: `${forwarder.origin}/v1`, validate: false });
  const client = await openRawClient(engine.port);
  const headers = [
    ['host', `127.0.0.1:${engine.port}`],
    ['authorization', `Bearer ${key}`],
  ] as const;
  client.socket.write(rawRequest('POST /v1/chat/completions', headers, '{"model":"m1"}'));
  await waitUntil('it went round and round', () => forwarder.forwarded() > 100);
  client.socket.destroy();
  const { running } = engine.engine.parts;
  await waitUntil('all of it has ended', () => running.count === 0, 60_000);
  expect(forwarder.forwarded()).toBeLessThan(2000);
  expect((await fetch(`${engine.base}/healthz`)).status).toBe(200);
});
