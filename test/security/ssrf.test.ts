/**
 * T7: somebody tries to have a provider key, or a request, sent where it does not belong. What a name
 * resolves to is tried in test/integration/outbound/guard.test.ts, redirects in answer-headers.test.ts.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { updateConnection } from '../../src-proxy/connections/update-connection.ts';
import { rawRequest, sendRaw, type RawAnswer, type RawHeaders } from '../support/raw-client.ts';
import { startRawUpstream, type RawUpstream } from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  await engine.connect('openai', { baseUrl: `${upstream.origin}/tenants/mine/v1` });
  await engine.connect('google_ai_studio', { baseUrl: upstream.origin, validate: false });
  key = engine.createKey();
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

beforeEach(() => {
  upstream.seen.length = 0;
});

function send(
  target: string,
  headers: RawHeaders = [],
  body: string | null = '{"model":"m1"}',
): Promise<RawAnswer> {
  const own = [
    ['host', `127.0.0.1:${engine.port}`],
    ['authorization', `Bearer ${key}`],
  ] as const;
  return sendRaw(engine.port, rawRequest(target, [...own, ...headers], body));
}

const forbidden: Readonly<Record<string, (port: number) => string>> = {
  'the metadata address': () => 'http://169.254.169.254/latest',
  'the metadata address over https': () => 'https://169.254.169.254/v1',
  'the metadata address as a number': () => 'http://2852039166/v1',
  'the metadata address in hexadecimal': () => 'http://0xa9.0xfe.0xa9.0xfe/v1',
  'the metadata address in octal': () => 'http://0251.0376.0251.0376/v1',
  'the metadata address in full width': () => 'http://１６９.254.169.254/v1',
  'the metadata address within IPv6': () => 'http://[::ffff:169.254.169.254]/v1',
  'the metadata address behind NAT64': () => 'http://[64:ff9b::a9fe:a9fe]/v1',
  'the metadata address of IPv6': () => 'http://[fd00:ec2::254]/v1',
  'another metadata address': () => 'http://100.100.100.200/v1',
  'a metadata name': () => 'http://metadata.google.internal/v1',
  'a metadata name with a dot behind it': () => 'http://metadata.google.internal./v1',
  'all interfaces': () => 'http://0.0.0.0:8080/v1',
  'a multicast address': () => 'http://224.0.0.1/v1',
  'our own door': (port) => `http://127.0.0.1:${port}/v1`,
  'our own door by name': (port) => `http://localhost:${port}/v1`,
  'our own door by a made-up name': (port) => `http://any.thing.localhost:${port}/v1`,
  'our own door by IPv6': (port) => `http://[::1]:${port}/v1`,
  'our own door by IPv4 within IPv6': (port) => `http://[::ffff:127.0.0.1]:${port}/v1`,
  'our own door in short': (port) => `http://127.1:${port}/v1`,
};

const malformed: Readonly<Record<string, string>> = {
  'a file': 'file:///etc/passwd',
  'another protocol': 'gopher://127.0.0.1:6379/_',
  'no protocol': '127.0.0.1:8080/v1',
  'a user and password': 'https://user:secret@api.example.com/v1',
  'a query': 'https://api.example.com/v1?x=',
  'a fragment': 'https://api.example.com/v1#',
  'a line feed': 'https://api.example.com/\r\nx: y',
  'a backslash': 'https://api.example.com\\@evil.example/v1',
};

const settings = { label: 'x', declaredRegion: 'local', validate: false } as const;

describe('a base URL that is', () => {
  test.each(Object.entries(forbidden))('%s is refused when saved', async (_what, url) => {
    const baseUrl = url(engine.port);
    await expect(engine.connect('self_hosted', { ...settings, baseUrl })).rejects.toMatchObject({
      code: 'base_url_forbidden',
    });
    const { connectionDeps } = engine.engine.parts;
    expect(() => updateConnection(connectionDeps, 'openai', { baseUrl }, 'cli')).toThrow(
      /may not point at/,
    );
  });

  test.each(Object.entries(malformed))(
    'or has %s is refused when saved',
    async (_what, baseUrl) => {
      await expect(engine.connect('self_hosted', { ...settings, baseUrl })).rejects.toMatchObject({
        code: 'base_url_invalid',
      });
    },
  );

  test('public and unencrypted is refused when saved', async () => {
    const baseUrl = 'http://api.example.com/v1';
    await expect(engine.connect('self_hosted', { ...settings, baseUrl })).rejects.toMatchObject({
      code: 'base_url_insecure',
    });
  });

  test.each(Object.entries(forbidden))(
    '%s is not connected to, however it came to be saved',
    async (_what, url) => {
      const { connections } = engine.engine.parts;
      const former = connections.find('openai');
      connections.save({ ...former, baseUrl: url(engine.port) });
      const answer = await send('POST /v1/chat/completions');
      connections.save(former);
      expect([403, 508]).toContain(answer.status);
      expect(answer.body.toString()).toMatch(/address_forbidden|loop_detected/);
    },
  );
});

describe('a request', () => {
  test.each([
    'x-portkey-custom-host',
    'x-base-url',
    'x-target-url',
    'x-upstream',
    'x-forwarded-host',
    'x-original-url',
    'x-rewrite-url',
    'x-http-method-override',
    'openai-base-url',
    'x-latchport-base-url',
  ])('cannot be sent elsewhere by the header %s', async (name) => {
    const elsewhere = await startRawUpstream();
    await send('POST /v1/chat/completions', [[name, `${elsewhere.origin}/v1`]]);
    expect(elsewhere.received()).toHaveLength(0);
    expect(upstream.seen.map(({ line }) => line)).toEqual([
      'POST /tenants/mine/v1/chat/completions HTTP/1.1',
    ]);
    await elsewhere.close();
  });

  test.each([
    '/v1/../../theirs/v1/chat/completions',
    '/v1/files/../../../theirs',
    '/v1/files/..',
    '/v1/./files',
    '/v1/%2e%2e/%2E%2E/theirs',
    '/v1/.%2e/theirs',
    '/v1/files/..%2f..%2Ftheirs',
    '/v1/files/..%5c..%5Ctheirs',
    String.raw`/v1/files\..\..\theirs`,
    '/openai/v1/../theirs',
    '/v1/files/..;/..;a=1/theirs',
    '/v1/files/..%3B/theirs',
    '/v1/files/%252e%252e/theirs',
    '/v1/files/%25%32%65%252e/theirs',
    '/v1/files/..%25252ftheirs',
    '/v1/files#/../../theirs',
    '/v1beta/models/../../theirs:generateContent',
    '/v1beta/models/%2e%2e%2ftheirs:generateContent',
    '/google/v1beta/../theirs',
    '//evil.example/v1/chat/completions',
    '/',
  ])('cannot climb out of its base URL with %s', async (path) => {
    const answer = await send(`POST ${path}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(upstream.seen).toEqual([]);
  });

  test.each(['../../theirs', '..', 'a/../../b', 'models/../x'])(
    'cannot climb out with the model %s',
    async (model) => {
      const header = [['x-latchport-override-model', model]] as const;
      const pinned = [['x-latchport-connection', 'google-ai-studio']] as const;
      const { slug } = engine.engine.parts.connections.find('google_ai_studio');
      await send('POST /v1beta/models/g1:generateContent', header, '{}');
      await send('POST /v1beta/models/g1:generateContent', [...header, ...pinned], '{}');
      await send(
        'POST /v1beta/models/g1:generateContent',
        [['x-latchport-override-model', `${slug}/${model}`]],
        '{}',
      );
      expect(upstream.seen.map(({ line }) => line)).toEqual([]);
    },
  );

  test('keeps dots that are no segment of their own', async () => {
    await send('GET /v1/files/file..name.v1...jsonl', [['x-latchport-connection', 'openai']], null);
    expect(upstream.seen.map(({ line }) => line)).toEqual([
      'GET /tenants/mine/v1/files/file..name.v1...jsonl HTTP/1.1',
    ]);
  });
});
