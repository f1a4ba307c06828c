/** T11: line breaks, other alphabets and sheer length where nobody expects them. Refused or encoded, never a crash. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createVirtualKey } from '../../src-proxy/virtual-keys/create-virtual-key.ts';
import { errorCodeOf } from '../support/error-code.ts';
import {
  headerOf,
  openRawClient,
  rawRequest,
  readRawAnswer,
  sendRaw,
  type RawAnswer,
  type RawHeaders,
} from '../support/raw-client.ts';
import { rawAnswer, startRawUpstream, type RawUpstream } from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { lastUsageRow } from '../support/usage-rows.ts';

let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

const oddModels = {
  'another alphabet': '模型-ü/😀',
  'a lone surrogate': 'm\uD800',
  'a percent sign': 'm%0d%0aset-cookie: a=b',
  quotes: `m"'<script>`,
  'a right-to-left mark': 'm\u202Etxt',
  'as many characters as can be': 'm'.repeat(505),
} as const;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  // A provider whose list nobody has: it is tried with any model.
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1`, validate: false });
  key = engine.createKey();
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

beforeEach(() => {
  upstream.seen.length = 0;
});

/** The next request is served, whatever was sent, and nothing went wrong inside. */
afterEach(async () => {
  const errors = engine.logLines.filter((line) => line.includes('"level":"error"'));
  upstream.answerWith((_request, socket) => socket.write(rawAnswer('{}')));
  const { status } = await send([], { model: 'openai/m1' });
  if (status !== 200 || errors.length > 0) throw new Error(`${status} ${errors.join()}`);
});

function send(headers: RawHeaders, body: object = { model: 'm1' }): Promise<RawAnswer> {
  const own = [
    ['host', `127.0.0.1:${engine.port}`],
    ['authorization', `Bearer ${key}`],
  ] as const;
  const text = JSON.stringify(body);
  return sendRaw(engine.port, rawRequest('POST /v1/chat/completions', [...own, ...headers], text));
}

describe('a model with', () => {
  test.each(Object.entries(oddModels))(
    '%s goes on, and into the answer header as ASCII',
    async (_what, model) => {
      const answer = await send([], { model: `openai/${model}` });
      expect(answer.status).toBe(200);
      expect(headerOf(answer, 'x-latchport-model')).toMatch(/^[\x21-\x7e]+$/);
      expect(headerOf(answer, 'set-cookie')).toBeUndefined();
      const arrived: unknown = JSON.parse(upstream.seen[0]?.body.toString() ?? '');
      expect(arrived).toEqual({ model });
    },
  );

  test.each([
    ['a line break', 'm\r\nset-cookie: a=b'],
    ['a zero byte', 'm\0'],
    ['513 characters', 'm'.repeat(513)],
  ])('%s is refused', async (_what, model) => {
    const answer = await send([], { model });
    expect(answer.status).toBe(400);
    expect(upstream.seen).toEqual([]);
  });
});

describe('a header', () => {
  test.each([
    ['x-latchport-connection', 'caf\u00e9'],
    ['x-latchport-connection', '../..'],
    ['x-latchport-connection', "' OR 1=1"],
    ['x-latchport-connection', 'x'.repeat(20_000)],
    ['x-latchport-connection', '__proto__'],
  ])('%s: %s that names nothing is refused in one line', async (name, value) => {
    const answer = await send([[name, value]]);
    expect(answer.status).toBe(404);
    expect(answer.body.length).toBeLessThan(2000);
  });

  test.each(['\u00e9', 'x'.repeat(5000), '__proto__', 'self_hosted:', '/', 'openai/'])(
    'that overrides the model with %s is refused or goes on, in one line',
    async (model) => {
      const answer = await send([['x-latchport-override-model', model]]);
      expect([200, 400, 404]).toContain(answer.status);
      expect(answer.body.length).toBeLessThan(2000);
    },
  );

  test.each([
    ['bytes of another alphabet', '\u00e6\u0097\u00a5\u00ff'],
    ['a tab', 'a\tb'],
    ['30,000 characters', 'x'.repeat(30_000)],
  ])('nobody knows, with %s, goes on byte for byte', async (_what, value) => {
    await send([['x-nobody', value]]);
    expect(headerOf(upstream.seen[0] ?? { headers: [] }, 'x-nobody')).toBe(value);
  });

  test.each([
    ['a bare line feed', 'x: a\nset-cookie: b\r\n'],
    ['a bare carriage return', 'x: a\rset-cookie: b\r\n'],
    ['a zero byte', 'x: a\0b\r\n'],
    ['a folded line', 'x: a\r\n b\r\n'],
    ['a space before its colon', 'x : a\r\n'],
    ['no name', ': a\r\n'],
    ['two lengths', 'content-length: 5\r\n'],
    ['a length and chunks', 'transfer-encoding: chunked\r\n'],
    ['100,000 characters', `x: ${'y'.repeat(100_000)}\r\n`],
    ['a strange transfer coding', 'transfer-encoding: gzip, chunked, x\r\n'],
  ])('with %s never reaches the provider', async (_what, line) => {
    const client = await openRawClient(engine.port);
    client.socket.end(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:${engine.port}\r\nauthorization: Bearer ${key}\r\n` +
        `content-length: 14\r\n${line}\r\n{"model":"m1"}`,
    );
    const { status } = readRawAnswer(await client.closed);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(upstream.seen).toEqual([]);
  });

  test('5,000 of them are refused or cut, and none breaks the next request', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => [`x-${at}`, '1'] as const);
    expect([200, 431]).toContain((await send(many)).status);
  });
});

describe('what a provider says in its headers', () => {
  test.each([
    ['UTF-8', Buffer.from('日本語').toString('latin1')],
    ['Latin-1', '\u00e9\u00ff'],
    ['a tab', 'a\tb'],
    ['nothing', ''],
  ])('in %s passes or is dropped', async (_what, value) => {
    upstream.answerWith((_request, socket) =>
      socket.write(
        rawAnswer('{"ok":1}', [
          ['content-type', 'application/json'],
          ['x-request-id', value],
        ]),
      ),
    );
    const answer = await send([]);
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe('{"ok":1}');
  });

  test('beyond all bounds is an invalid answer', async () => {
    upstream.answerWith((_request, socket) =>
      socket.write(rawAnswer('{}', [['x-request-id', 'x'.repeat(100_000)]])),
    );
    const answer = await send([]);
    expect(answer.status).toBe(502);
    expect(lastUsageRow(engine)).toMatchObject({
      outcome: 'upstream_error',
      error_code: 'upstream_invalid',
    });
  });
});

describe('a label', () => {
  const refused = ['', ' ', 'a\r\nb', 'a\0b', 'a\u2028b', 'x'.repeat(129), '\u202Egnp.exe'];
  const accepted = [
    '日本語 😀',
    'x'.repeat(128),
    "O'Brien; DROP TABLE connections",
    '<b>bold</b>',
    '__proto__',
    '../../etc',
  ];
  const settings = { declaredRegion: 'local', validate: false, key: '' } as const;

  test.each(refused)('of a connection or virtual key as %j is refused', async (label) => {
    const baseUrl = `${upstream.origin}/v1`;
    expect(await errorCodeOf(engine.connect('self_hosted', { ...settings, baseUrl, label }))).toBe(
      'field_invalid',
    );
    const make = (): unknown =>
      createVirtualKey(engine.engine.parts, { workspaceId: 'personal', label }, 'cli');
    expect(make).toThrow(/label/);
  });

  test.each(accepted)('of a connection or virtual key as %j is kept as it is', async (label) => {
    const baseUrl = `${upstream.origin}/v1`;
    const connection = await engine.connect('self_hosted', { ...settings, baseUrl, label });
    expect(connection.label).toBe(label);
    expect(connection.slug).toMatch(/^[a-z\d][a-z\d-]{0,63}$/);
    engine.createKey({ label });
    expect((await send([['x-latchport-connection', connection.slug]])).status).toBe(200);
    expect(engine.engine.parts.virtualKeys.find(label).label).toBe(label);
  });
});
