/** Providers that are down, slow, cut their answers or send garbage, as each dialect's client is told. */
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { dialectCalls, type DialectCall } from '../../support/dialect-calls.ts';
import type { Answer } from '../../support/fault-upstream.ts';
import { troubledEngine } from '../../support/troubled-engine.ts';
import { lastUsageRow } from '../../support/usage-rows.ts';

const timeouts = { connectMs: 300, headersMs: 300, bodyIdleMs: 300 };
const running = troubledEngine({ timeouts });

const STREAM = { 'content-type': 'text/event-stream' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** The data of the last event of a stream. */
function lastEvent(text: string): unknown {
  const data = [...text.matchAll(/^data: (.*)$/gm)].at(-1)?.[1] ?? '';
  return JSON.parse(data);
}

/** Writes bytes that are no HTTP onto the connection instead of an answer. */
const garbage =
  (bytes: string): Answer =>
  (_request, response) => {
    response.socket?.end(bytes);
  };

const failures: readonly (readonly [what: string, answer: Answer, status: number, code: string])[] =
  [
    ['never answers', () => undefined, 504, 'upstream_timeout'],
    [
      'hangs up without a word',
      (_request, response) => void response.socket?.destroy(),
      502,
      'upstream_unreachable',
    ],
    [
      'cuts the head of its answer',
      garbage('HTTP/1.1 200 OK\r\ncontent-ty'),
      502,
      'upstream_interrupted',
    ],
    ['speaks another protocol', garbage('220 mail ESMTP ready\r\n'), 502, 'upstream_invalid'],
    ['sends noise', garbage('\u0000\u0001\u0002\r\n\r\n\u0003'), 502, 'upstream_invalid'],
    [
      'sends endless headers',
      garbage(`HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(1000)}\r\n`.repeat(100)}`),
      502,
      'upstream_invalid',
    ],
    [
      'redirects',
      (_request, response) =>
        void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end('moved'),
      502,
      'upstream_redirected',
    ],
  ];

/** Sends the first event of a stream, then does what else is said. */
const begin =
  (call: DialectCall, then: (response: ServerResponse) => unknown): Answer =>
  async (_request, response) => {
    response.writeHead(200, STREAM);
    await new Promise<void>((resolve) => {
      response.write(call.streamStart, () => resolve());
    });
    then(response);
  };

const ways: readonly (readonly [string, (response: ServerResponse) => unknown, string])[] = [
  [
    'ends in order, without the end of its dialect',
    (response) => response.end(),
    'upstream_interrupted',
  ],
  ['hangs up', ({ socket }) => socket?.destroy(), 'upstream_interrupted'],
  ['resets the connection', ({ socket }) => socket?.resetAndDestroy(), 'upstream_interrupted'],
  ['falls silent', () => undefined, 'upstream_interrupted'],
  ['breaks its framing', ({ socket }) => socket?.end('zzz\r\n'), 'upstream_interrupted'],
];

describe.each(dialectCalls)('$name', (call) => {
  describe.each([false, true])('streamed: %s', (isStreamed) => {
    test.each(failures)('a provider that %s', async (_what, answer, status, code) => {
      const { upstream, send, engine } = running();
      upstream.answerWith(answer);
      const told = await send(call, { isStreamed });
      expect(told.status).toBe(status);
      expect(told.headers.get('x-latchport-error-code')).toBe(code);
      expect(await told.json()).toMatchObject(call.error({ code, status }));
      expect(lastUsageRow(engine)).toMatchObject({ outcome: 'upstream_error', error_code: code });
    });

    test('a provider that is down, and comes back', async () => {
      const { upstream, send, engine } = running();
      await upstream.stop();
      const told = await send(call, { isStreamed });
      const refused = { status: 502, code: 'upstream_unreachable' };
      expect(told.status).toBe(refused.status);
      const body: unknown = await told.json();
      expect(body).toMatchObject(call.error(refused));
      expect(JSON.stringify(body)).toContain('connection refused');
      expect(lastUsageRow(engine)).toMatchObject({ error_code: refused.code });
      await upstream.start();
    });

    test('a provider that answers with its own error is passed on word for word', async () => {
      const { upstream, send } = running();
      const own = '{"error":{"type":"overloaded_error","message":"Overloaded \u00e9 1e400"}}';
      upstream.answerWith((_request, response) => {
        response.writeHead(418, { ...JSON_TYPE, 'x-should-retry': 'false' }).end(own);
      });
      const told = await send(call, { isStreamed });
      expect(told.status).toBe(418);
      expect(told.headers.get('x-latchport-error-code')).toBe(null);
      expect(await told.text()).toBe(own);
    });
  });

  test.each(ways)('a provider that %s in the middle of a stream', async (_what, then, code) => {
    const { upstream, send, engine } = running();
    upstream.answerWith(begin(call, then));
    const told = await send(call, { isStreamed: true });
    expect(told.status).toBe(200);
    const text = await told.text();
    expect(text.startsWith(call.streamStart)).toBe(true);
    expect(lastEvent(text)).toMatchObject(call.error({ code, status: 502 }));
    expect(lastUsageRow(engine)).toMatchObject({ outcome: 'upstream_error', error_code: code });
  });

  test('a whole answer that is cut is not ended as if it were whole', async () => {
    const { upstream, send, engine } = running();
    upstream.answerWith((_request, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
      response.write('{"half":', () => response.socket?.destroy());
    });
    const told = await send(call);
    expect(told.status).toBe(200);
    await expect(told.text()).rejects.toThrow('terminated');
    expect(lastUsageRow(engine)).toMatchObject({
      outcome: 'upstream_error',
      error_code: 'upstream_interrupted',
    });
  });

  test('an answer that is no JSON is passed on as it is', async () => {
    const { upstream, send, engine } = running();
    upstream.answerWith((_request, response) => {
      response.writeHead(200, JSON_TYPE).end('<html>not \u0000 json</html>');
    });
    const told = await send(call);
    expect(await told.text()).toBe('<html>not \u0000 json</html>');
    expect(lastUsageRow(engine)).toMatchObject({ outcome: 'ok', status: 200 });
  });
});
