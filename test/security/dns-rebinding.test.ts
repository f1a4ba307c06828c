/** T2: a page rebinds its own name to 127.0.0.1, so that the browser takes us for its server. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRawClient, readRawAnswer, sendRaw } from '../support/raw-client.ts';
import { startRawUpstream, type RawUpstream } from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { usageRows } from '../support/usage-rows.ts';

let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
  key = engine.createKey();
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

beforeEach(() => {
  upstream.seen.length = 0;
});

const request = (line: string, hosts: readonly string[]): string =>
  [
    line,
    ...hosts.map((host) => `Host: ${host}`),
    `Authorization: Bearer ${key}`,
    'Connection: close',
    'Content-Length: 14',
    '',
    '{"model":"m1"}',
  ].join('\r\n');

const chat = 'POST /v1/chat/completions HTTP/1.1';

const foreign: Readonly<Record<string, (port: number) => readonly string[]>> = {
  'a name of the page': (port) => [`evil.example:${port}`],
  'a name that begins like ours': (port) => [`localhost.evil.example:${port}`],
  'a name that ends like ours': (port) => [`evil-localhost:${port}`],
  'a name with a dot behind it': (port) => [`localhost.:${port}`],
  'an address of this machine that is not ours': (port) => [`127.0.0.2:${port}`],
  'the address of all interfaces': (port) => [`0.0.0.0:${port}`],
  'our address in another spelling': (port) => [`127.1:${port}`],
  'our address as a number': (port) => [`2130706433:${port}`],
  'an IPv4 address in IPv6': (port) => [`[::ffff:127.0.0.1]:${port}`],
  'no port': () => ['127.0.0.1'],
  'another port': (port) => [`127.0.0.1:${port + 1}`],
  'a user before it': (port) => [`x@127.0.0.1:${port}`],
  'nothing at all': () => [''],
};

describe('a request whose Host header is', () => {
  test.each(Object.entries(foreign))('%s is refused before anything else', async (_what, hosts) => {
    const before = usageRows(engine).length;
    const paths = [
      chat,
      'GET /healthz HTTP/1.1',
      'HEAD /api/hello HTTP/1.1',
      'GET /v1/models HTTP/1.1',
    ];
    const answers = await Promise.all(
      paths.map((line) => sendRaw(engine.port, request(line, hosts(engine.port)))),
    );
    expect(answers.map(({ status }) => status)).toEqual([421, 421, 421, 421]);
    expect(upstream.seen).toEqual([]);
    expect(usageRows(engine)).toHaveLength(before);
  });

  test('missing or there twice is refused', async () => {
    const port = engine.port;
    expect((await sendRaw(port, request(chat, []))).status).toBe(400);
    const twice = request(chat, [`127.0.0.1:${port}`, `evil.example:${port}`]);
    expect((await sendRaw(port, twice)).status).toBeGreaterThanOrEqual(400);
    expect(upstream.seen).toEqual([]);
  });

  test.each([
    ['127.0.0.1', (port: number) => `127.0.0.1:${port}`],
    ['localhost in any case', (port: number) => `LocalHost:${port}`],
    ['[::1]', (port: number) => `[::1]:${port}`],
  ])('%s is served', async (_what, host) => {
    expect((await sendRaw(engine.port, request(chat, [host(engine.port)]))).status).toBe(200);
  });
});

test('a foreign name in the request line is not taken for ours', async () => {
  const line = `POST http://evil.example:${engine.port}/v1/chat/completions HTTP/1.1`;
  const answer = await sendRaw(engine.port, request(line, [`127.0.0.1:${engine.port}`]));
  expect(answer.status).toBe(404);
  expect(upstream.seen).toEqual([]);
});

test('a proxy is not made of us', async () => {
  const line = `CONNECT 127.0.0.1:${upstream.port} HTTP/1.1`;
  const client = await openRawClient(engine.port);
  client.socket.write(`${line}\r\nHost: 127.0.0.1:${upstream.port}\r\n\r\n`);
  expect(readRawAnswer(await client.closed).status).not.toBe(200);
  expect(upstream.received().includes('CONNECT')).toBe(false);
});

test('forwarding headers do not change whose request it is', async () => {
  const hosts = [`evil.example:${engine.port}`];
  const forged = request(chat, hosts).replace(
    'Connection',
    `X-Forwarded-Host: 127.0.0.1:${engine.port}\r\nForwarded: host=127.0.0.1:${engine.port}\r\nConnection`,
  );
  expect((await sendRaw(engine.port, forged)).status).toBe(421);
});

test('a WebSocket with a foreign name is refused', async () => {
  const client = await openRawClient(engine.port);
  client.socket.write(
    `GET /v1/realtime?model=m1 HTTP/1.1\r\nHost: evil.example:${engine.port}\r\nUpgrade: websocket\r\n` +
      `Connection: Upgrade\r\nSec-WebSocket-Key: x\r\nAuthorization: Bearer ${key}\r\n\r\n`,
  );
  expect(readRawAnswer(await client.closed).status).toBe(421);
  expect(upstream.seen).toEqual([]);
});
