/** T8: no key, cookie or address comes back to the client in a header or by a redirect. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  headerOf,
  rawRequest,
  sendRaw,
  type RawAnswer,
  type RawHeaders,
} from '../support/raw-client.ts';
import {
  chunkedHead,
  rawAnswer,
  rawChunk,
  startRawUpstream,
  type RawUpstream,
} from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const canary = 'sk-canary-0123456789abcdef';
let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

beforeEach(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1`, key: canary });
  key = engine.createKey();
});

afterEach(async () => {
  await engine.close();
  await upstream.close();
});

function call(more: object = {}): Promise<RawAnswer> {
  const headers = [
    ['host', `127.0.0.1:${engine.port}`],
    ['authorization', `Bearer ${key}`],
  ] as const;
  const body = JSON.stringify({ model: 'm1', messages: [], ...more });
  return sendRaw(engine.port, rawRequest('POST /v1/chat/completions', headers, body));
}

/** A provider that sends its whole request's secrets back. */
const leaking: RawHeaders = [
  ['Set-Cookie', `session=${canary}`],
  ['set-cookie', 'b=2; HttpOnly'],
  ['Authorization', `Bearer ${canary}`],
  ['X-Api-Key', canary],
  ['x-goog-api-key', canary],
  ['Location', `https://elsewhere.example/?key=${canary}`],
  ['Content-Location', `/${canary}`],
  ['Refresh', `0; url=/?${canary}`],
  ['Link', `<https://x/?key=${canary}>`],
  ['Server', 'nginx/1.2'],
  ['Via', '1.1 internal-proxy'],
  ['X-Powered-By', 'Express'],
  ['X-Request-Headers', `authorization: Bearer ${canary}`],
  ['OpenAI-Api-Key', canary],
  ['anthropic-session-token', canary],
  ['x-goog-authenticated-cookie', canary],
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Allow-Credentials', 'true'],
  ['WWW-Authenticate', `Bearer ${canary}`],
  ['Authentication-Info', canary],
  ['Alt-Svc', 'h3=":443"'],
  ['Strict-Transport-Security', 'max-age=1'],
  ['Clear-Site-Data', '"*"'],
  ['NEL', '{}'],
  ['Report-To', '{}'],
  ['Content-Security-Policy', "default-src 'none'"],
  ['X-Latchport-Connection', 'forged'],
  ['X-Latchport-Request-Id', 'forged'],
];

const passing: RawHeaders = [
  ['content-type', 'application/json'],
  ['retry-after', '7'],
  ['x-should-retry', 'true'],
  ['x-request-id', 'req-1'],
  ['request-id', 'req_2'],
  ['x-ratelimit-remaining-requests', '9'],
  ['x-ratelimit-reset-tokens', '6m0s'],
  ['openai-processing-ms', '12'],
  ['openai-version', '2020-10-01'],
  ['anthropic-ratelimit-requests-remaining', '3'],
  ['cache-control', 'no-cache'],
];

const ours = /^x-latchport-/;

describe('a provider that leaks in its headers', () => {
  test.each([200, 400, 401, 429, 500])('gets none of it through with status %i', async (status) => {
    upstream.answerWith((_request, socket) =>
      socket.write(rawAnswer('{}', [...leaking, ...passing], `${status} X`)),
    );
    const answer = await call();
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.headers)).not.toContain(canary);
    const names = answer.headers.map(([name]) => name.toLowerCase());
    expect(names.filter((name) => !ours.test(name)).toSorted()).toEqual(
      [...passing.map(([name]) => name), 'content-length', 'connection', 'date'].toSorted(),
    );
    for (const [name, value] of passing) expect(headerOf(answer, name)).toBe(value);
    expect(headerOf(answer, 'x-latchport-connection')).toBe('openai');
  });

  test('gets none of it through with a stream', async () => {
    upstream.answerWith((_request, socket) => {
      socket.write(chunkedHead([...leaking, ['content-type', 'text/event-stream']]));
      socket.write(rawChunk('data: [DONE]\n\n'));
      socket.write(rawChunk(''));
    });
    const answer = await call({ stream: true });
    expect(answer.body.toString()).toBe('data: [DONE]\n\n');
    expect(JSON.stringify(answer.headers)).not.toContain(canary);
    expect(headerOf(answer, 'server')).toBeUndefined();
  });

  test('cannot answer in trailers either', async () => {
    upstream.answerWith((_request, socket) => {
      socket.write(
        chunkedHead([
          ['content-type', 'application/json'],
          ['trailer', 'x-leak'],
        ]),
      );
      socket.write(rawChunk('{}'));
      socket.write(`0\r\nx-leak: ${canary}\r\nset-cookie: a=${canary}\r\n\r\n`);
    });
    const answer = await call();
    expect(answer.body.toString()).toBe('{}');
    expect(answer.isWhole).toBe(true);
  });
});

describe('a method whose answer is the request itself', () => {
  test.each(['TRACE', 'PROPFIND', 'QUERY', 'OPTIONS'])('is not passed on: %s', async (method) => {
    const headers = [
      ['host', `127.0.0.1:${engine.port}`],
      ['authorization', `Bearer ${key}`],
    ] as const;
    const answer = await sendRaw(engine.port, rawRequest(`${method} /v1/anything`, headers));
    expect(answer.status).toBe(405);
    expect(answer.body.toString()).toContain('method_not_allowed');
    expect(upstream.seen).toEqual([]);
  });
});

describe('a provider that redirects', () => {
  test.each([300, 301, 302, 303, 307, 308])(
    'with %i is not followed, and the client is told so without the address',
    async (status) => {
      upstream.answerWith((_request, socket) =>
        socket.write(
          rawAnswer(
            `see ${canary}`,
            [['location', `${upstream.origin}/v1/elsewhere?key=${canary}`]],
            `${status} X`,
          ),
        ),
      );
      const answer = await call();
      expect(answer.status).toBe(502);
      expect(JSON.parse(answer.body.toString())).toMatchObject({
        error: { code: 'upstream_redirected' },
      });
      expect(JSON.stringify(answer.headers) + answer.body.toString()).not.toContain(canary);
      expect(upstream.seen).toHaveLength(1);
    },
  );

  test('is not taken for one that says nothing has changed', async () => {
    upstream.answerWith((_request, socket) =>
      socket.write('HTTP/1.1 304 Not Modified\r\netag: "a"\r\n\r\n'),
    );
    const headers = [
      ['host', `127.0.0.1:${engine.port}`],
      ['authorization', `Bearer ${key}`],
      ['if-none-match', '"a"'],
    ] as const;
    const answer = await sendRaw(engine.port, rawRequest('GET /v1/files', headers));
    expect(answer.status).toBe(304);
    expect(headerOf(answer, 'etag')).toBe('"a"');
  });

  test('to another port never brings the key there', async () => {
    const other = await startRawUpstream();
    upstream.answerWith((_request, socket) =>
      socket.write(rawAnswer('', [['location', `${other.origin}/v1/chat/completions`]], '307 X')),
    );
    await call();
    await call({ stream: true });
    expect(other.received()).toHaveLength(0);
    await other.close();
  });
});
