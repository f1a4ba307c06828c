/** T1: a web page in the user's browser tries to spend the user's money through localhost. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  headerOf,
  rawRequest,
  sendRaw,
  type RawAnswer,
  type RawHeaders,
} from '../support/raw-client.ts';
import { startRawUpstream, type RawUpstream } from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const page = 'https://evil.example';
const app = 'http://localhost:5173';
let engine: TestEngine;
let upstream: RawUpstream;
let key: string;
let appKey: string;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
  key = engine.createKey();
  appKey = engine.createKey({ origins: [app] });
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

beforeEach(() => {
  upstream.seen.length = 0;
});

const chat = '/v1/chat/completions';

function send(target: string, headers: RawHeaders, body: string | null = null): Promise<RawAnswer> {
  const host = ['host', `127.0.0.1:${engine.port}`] as const;
  return sendRaw(engine.port, rawRequest(target, [host, ...headers], body));
}

const corsHeaders = (answer: RawAnswer): readonly string[] =>
  answer.headers.map(([name]) => name.toLowerCase()).filter((name) => name.startsWith('access-'));

describe('a page nobody allowed', () => {
  const body = '{"model":"m1","messages":[]}';

  test.each([
    ['a plain text post', [['content-type', 'text/plain']]],
    ['a form', [['content-type', 'application/x-www-form-urlencoded']]],
    ['a multipart form', [['content-type', 'multipart/form-data; boundary=x']]],
    ['a beacon without a type', []],
    ['a JSON post', [['content-type', 'application/json']]],
  ] satisfies readonly (readonly [string, RawHeaders])[])(
    'gets nowhere with %s',
    async (_what, headers) => {
      const keyless = await send(`POST ${chat}`, [['origin', page], ...headers], body);
      expect(keyless.status).toBe(401);
      const stolen = await send(
        `POST ${chat}`,
        [['origin', page], ['authorization', `Bearer ${key}`], ...headers],
        body,
      );
      expect(stolen.status).toBe(403);
      expect(stolen.body.toString()).toContain('origin_not_allowed');
      expect([...corsHeaders(keyless), ...corsHeaders(stolen)]).toEqual([]);
      expect(upstream.seen).toEqual([]);
    },
  );

  test.each([page, 'null', 'http://localhost', `${app}.evil.example`, 'http://127.0.0.1:5173', ''])(
    'gets nowhere as %j, not even with the key of an app whose origin is allowed',
    async (origin) => {
      const headers = [
        ['origin', origin],
        ['authorization', `Bearer ${appKey}`],
      ] as const;
      expect((await send(`POST ${chat}`, headers, body)).status).toBe(403);
      expect((await send('GET /v1/models', headers)).status).toBe(403);
      expect(upstream.seen).toEqual([]);
    },
  );

  test('has its preflight refused', async () => {
    const answer = await send(`OPTIONS ${chat}`, [
      ['origin', page],
      ['access-control-request-method', 'POST'],
      ['access-control-request-headers', 'authorization'],
      ['access-control-request-private-network', 'true'],
    ]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(corsHeaders(answer)).toEqual([]);
  });

  test('cannot read whether anything is here', async () => {
    expect(corsHeaders(await send('GET /healthz', [['origin', page]]))).toEqual([]);
  });

  test('gets nowhere with a key in an address a picture could have', async () => {
    const answer = await send(`GET /v1/models?key=${key}`, [['origin', page]]);
    expect(answer.status).toBe(403);
  });

  test.each(['cross-site', 'same-site'])(
    'gets nowhere with a picture, for which a browser sends no origin but %s',
    async (site) => {
      const answer = await send(`GET /v1/files?key=${key}`, [
        ['sec-fetch-site', site],
        ['sec-fetch-mode', 'no-cors'],
        ['sec-fetch-dest', 'image'],
      ]);
      expect(answer.status).toBe(403);
      expect(answer.body.toString()).toContain('origin_not_allowed');
      expect(upstream.seen).toEqual([]);
    },
  );
});

describe('a page whose origin a virtual key names', () => {
  test('may ask, call with that key, and read the answer; no cookies are involved', async () => {
    const preflight = await send(`OPTIONS ${chat}`, [
      ['origin', app],
      ['access-control-request-method', 'POST'],
      ['access-control-request-headers', 'authorization,content-type'],
    ]);
    expect(preflight.status).toBe(204);
    expect(headerOf(preflight, 'access-control-allow-origin')).toBe(app);
    expect(headerOf(preflight, 'access-control-allow-credentials')).toBeUndefined();
    const headers = [
      ['origin', app],
      ['authorization', `Bearer ${appKey}`],
    ] as const;
    const answer = await send(`POST ${chat}`, headers, '{"model":"m1"}');
    expect(answer.status).toBe(200);
    expect(headerOf(answer, 'access-control-allow-origin')).toBe(app);
    expect(headerOf(upstream.seen[0] ?? { headers: [] }, 'origin')).toBeUndefined();
  });

  test('cannot call with any other key', async () => {
    const headers = [
      ['origin', app],
      ['authorization', `Bearer ${key}`],
    ] as const;
    expect((await send(`POST ${chat}`, headers, '{"model":"m1"}')).status).toBe(403);
    expect(upstream.seen).toEqual([]);
  });

  test('cannot smuggle headers through its preflight', async () => {
    const answer = await send(`OPTIONS ${chat}`, [
      ['origin', app],
      ['access-control-request-method', 'POST'],
      ['access-control-request-headers', 'a;b: c"<>'],
    ]);
    expect(headerOf(answer, 'access-control-allow-headers')).toBe('');
  });
});
