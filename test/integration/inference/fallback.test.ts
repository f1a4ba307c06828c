/**
 * Two accounts, of which the first misbehaves. On the outcomes that say "not now" the caller sees one clean answer,
 * the second's; on all others it sees the first's, as it was.
 */
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { sendJson, type Answer } from '../../support/fault-upstream.ts';
import { MODEL, openTwoAccounts, SECOND_SAYS } from '../../support/two-accounts.ts';

const HEADERS_MS = 400;

const withStatus =
  (status: number, body: unknown = { error: { message: 'not now' } }): Answer =>
  (_request, response) =>
    sendJson(response, status, body);

const nothing: Answer = () => undefined;
const cutOff: Answer = (_request, response) => void response.socket?.destroy();

function streamStart(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

const overloaded: Answer = (_request, response) =>
  sendJson(response, 503, {
    error: { message: 'The engine is currently overloaded, please try again later' },
  });

const faults: readonly (readonly [what: string, answer: Answer, outcome: string])[] = [
  ['408', withStatus(408), 'http_408'],
  ['409', withStatus(409), 'http_409'],
  ['429', withStatus(429), 'http_429'],
  ['500', withStatus(500), 'http_500'],
  ['502', withStatus(502, '<html>'), 'http_502'],
  ['503 with an overloaded body', overloaded, 'http_503'],
  [
    '529',
    withStatus(529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
    'http_529',
  ],
  ['no answer in time', nothing, 'upstream_timeout'],
  ['a connection that is cut before an answer', cutOff, 'upstream_unreachable'],
  [
    'an error that never comes to its end',
    (_request, response) => {
      response.writeHead(500, { 'content-length': '1000' });
      response.write('half');
    },
    'http_500',
  ],
  [
    'an error longer than anybody keeps',
    (_request, response) => {
      response.writeHead(500);
      response.end('x'.repeat(200_000));
    },
    'http_500',
  ],
];

describe('the next account answers after', () => {
  test.each(faults)('%s', async (_what, answer, outcome) => {
    const { first, second, ask, last } = await openTwoAccounts({
      timeouts: { headersMs: HEADERS_MS },
    });
    first.answerWith(answer);
    const response = await ask();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(SECOND_SAYS);
    expect(response.headers.get('x-latchport-connection')).toBe('second');
    expect(response.headers.get('x-latchport-attempts')).toBe('2');
    expect(second.seen).toHaveLength(1);
    expect(second.seen[0]?.headers.authorization).toContain('second');
    const { row, attempts } = last();
    expect(row).toMatchObject({ outcome: 'ok', status: 200, attempts: 2, error_code: null });
    expect(attempts).toEqual([
      { connection: 'first', outcome },
      { connection: 'second', outcome: 'ok' },
    ]);
  });

  test('a connection refused', async () => {
    const { first, ask, last } = await openTwoAccounts();
    await first.close();
    const response = await ask();
    expect(await response.json()).toEqual(SECOND_SAYS);
    expect(last().attempts[0]).toEqual({ connection: 'first', outcome: 'upstream_unreachable' });
  });

  test('a key that cannot be read', async () => {
    const { engine, first, ask, last } = await openTwoAccounts();
    const { connections } = engine.engine.parts;
    const before = connections.find('first');
    connections.save({ ...before, keySource: 'reference', keyReference: 'env:NOT_THERE' });
    const response = await ask();
    expect(await response.json()).toEqual(SECOND_SAYS);
    expect(first.seen).toHaveLength(0);
    expect(last().attempts[0]).toEqual({ connection: 'first', outcome: 'reference_unresolved' });
  });

  test('a Gemini model that is overloaded', async () => {
    const { engine, key, first, second, last } = await openTwoAccounts({
      provider: 'google_ai_studio',
      path: '',
    });
    first.answerWith(
      withStatus(503, {
        error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' },
      }),
    );
    const response = await fetch(`${engine.base}/v1beta/models/${MODEL}:generateContent`, {
      method: 'POST',
      headers: { 'x-goog-api-key': key },
      body: '{"contents":[]}',
    });
    expect(await response.json()).toEqual(SECOND_SAYS);
    expect(second.seen).toHaveLength(1);
    expect(last().attempts[0]).toEqual({ connection: 'first', outcome: 'http_503' });
  });
});

const stream =
  (...events: readonly string[]): Answer =>
  (_request, response) => {
    streamStart(response);
    response.end(events.join(''));
  };

describe('an answer that begins well and then says "not now"', () => {
  test('Anthropic, whose stream opens with an overloaded error', async () => {
    const { engine, key, first, second, last } = await openTwoAccounts({
      provider: 'anthropic',
      path: '',
    });
    const refused = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    first.answerWith(stream(`event: error\ndata: ${JSON.stringify(refused)}\n\n`));
    const whole = 'event: message_stop\ndata: {"type":"message_stop"}\n\n';
    second.answerWith(stream(whole));
    const response = await fetch(`${engine.base}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
      body: JSON.stringify({ model: MODEL, max_tokens: 10, messages: [], stream: true }),
    });
    expect(await response.text()).toBe(whole);
    expect(last().attempts).toEqual([
      { connection: 'first', outcome: 'overloaded' },
      { connection: 'second', outcome: 'ok' },
    ]);
  });

  test.each([
    ['openrouter', { error: { code: 502, message: 'Provider returned error' } }],
    ['minimax', { base_resp: { status_code: 1002, status_msg: 'rate limit' } }],
  ])('%s, with status 200', async (provider, body) => {
    const { first, ask, last } = await openTwoAccounts({ provider });
    first.answerWith(withStatus(200, body));
    const response = await ask();
    expect(await response.json()).toEqual(SECOND_SAYS);
    expect(last().attempts[0]).toEqual({ connection: 'first', outcome: 'overloaded' });
  });

  test('is passed on as it was when nobody else answers', async () => {
    const { first, second, ask } = await openTwoAccounts({ provider: 'openrouter' });
    const body = { error: { code: 502, message: 'Provider returned error' } };
    first.answerWith(withStatus(200, body));
    await second.close();
    const response = await ask();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(body);
    expect(response.headers.get('x-latchport-connection')).toBe('first');
  });

  test('is no refusal when it only speaks of errors', async () => {
    const { first, second, ask } = await openTwoAccounts({ provider: 'openrouter' });
    first.answerWith(withStatus(200, { choices: [], error: null, note: '"error"' }));
    expect((await ask()).headers.get('x-latchport-connection')).toBe('first');
    expect(second.seen).toHaveLength(0);
  });
});

describe('the next account is not asked after', () => {
  test.each([400, 401, 402, 403, 404, 405, 413, 415, 422])('%i', async (status) => {
    const { first, second, ask, last } = await openTwoAccounts();
    const body = '{"error" : {"message":"as the provider spelled it"}}\n';
    first.answerWith((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body);
    });
    const response = await ask();
    expect(response.status).toBe(status);
    expect(await response.text()).toBe(body);
    expect(response.headers.get('x-latchport-provider')).toBe('openai');
    expect(response.headers.get('x-latchport-attempts')).toBe('1');
    expect(second.seen).toHaveLength(0);
    expect(last().row).toMatchObject({ outcome: 'upstream_error', status, attempt_log: null });
  });

  test('a redirect', async () => {
    const { first, second, ask } = await openTwoAccounts();
    first.answerWith((_request, response) => {
      response.writeHead(307, { location: second.origin });
      response.end();
    });
    const response = await ask();
    expect(response.status).toBe(502);
    expect(response.headers.get('x-latchport-error-code')).toBe('upstream_redirected');
    expect(second.seen).toHaveLength(0);
  });

  test('the first streamed byte', async () => {
    const { first, second, ask, last } = await openTwoAccounts();
    first.answerWith((_request, response) => {
      streamStart(response);
      response.write('data: {"choices":[]}\n\n', () => response.socket?.destroy());
    });
    const text = await (await ask({ stream: true })).text();
    expect(text).toContain('data: {"choices":[]}');
    expect(text).toContain('upstream_interrupted');
    expect(second.seen).toHaveLength(0);
    expect(last().row).toMatchObject({
      outcome: 'upstream_error',
      error_code: 'upstream_interrupted',
      attempts: 1,
    });
  });

  test('its client has left', async () => {
    const { engine, key, first, second } = await openTwoAccounts();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<ServerResponse>();
    first.answerWith((_request, response) => arrive(response));
    const leaving = new AbortController();
    const call = fetch(`${engine.base}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ model: MODEL, messages: [] }),
      signal: leaving.signal,
    }).catch(() => null);
    const response = await arrived;
    leaving.abort();
    await call;
    await new Promise((resolve) => response.once('close', resolve));
    expect(second.seen).toHaveLength(0);
  });
});

describe('when all have failed', () => {
  const odd = '{ "error":{"message":"spelled oddly" }}\n';

  test('the caller gets what the last one said, byte for byte', async () => {
    const { first, second, ask, last } = await openTwoAccounts();
    first.answerWith(withStatus(500));
    second.answerWith((_request, response) => {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '60' });
      response.end(odd);
    });
    const response = await ask();
    expect(response.status).toBe(429);
    expect(await response.text()).toBe(odd);
    expect(response.headers.get('retry-after')).toBe('60');
    expect(response.headers.get('x-latchport-connection')).toBe('second');
    expect(response.headers.get('x-latchport-attempts')).toBe('2');
    expect(last().row).toMatchObject({ outcome: 'upstream_error', status: 429, attempts: 2 });
  });

  test('what a provider said goes before what was not even reached', async () => {
    const { first, second, ask, last } = await openTwoAccounts();
    first.answerWith((_request, response) => {
      response.writeHead(503, { 'content-type': 'application/json' });
      response.end(odd);
    });
    await second.close();
    const response = await ask();
    expect(response.status).toBe(503);
    expect(await response.text()).toBe(odd);
    expect(response.headers.get('x-latchport-connection')).toBe('first');
    expect(response.headers.get('x-latchport-attempts')).toBe('2');
    expect(last().attempts).toEqual([
      { connection: 'first', outcome: 'http_503' },
      { connection: 'second', outcome: 'upstream_unreachable' },
    ]);
  });

  test('an answer that was too long to keep is told as one that broke off', async () => {
    const { first, second, ask } = await openTwoAccounts();
    first.answerWith((_request, response) => {
      response.writeHead(500);
      response.end('x'.repeat(200_000));
    });
    await second.close();
    const response = await ask();
    expect(response.status).toBe(502);
    expect(response.headers.get('x-latchport-error-code')).toBe('upstream_interrupted');
  });

  test('none of them reached is told of the last', async () => {
    const { first, second, ask, last } = await openTwoAccounts();
    await Promise.all([first.close(), second.close()]);
    const response = await ask();
    expect(response.status).toBe(502);
    expect(response.headers.get('x-latchport-error-code')).toBe('upstream_unreachable');
    expect(last().row).toMatchObject({ outcome: 'upstream_error', attempts: 2 });
  });
});

describe('a request sent on a connection the provider had closed', () => {
  test('is sent once more, to the same account', async () => {
    const { first, second, ask, last } = await openTwoAccounts();
    let calls = 0;
    first.answerWith((_request, response) => {
      calls += 1;
      if (calls === 2) response.socket?.destroy();
      else sendJson(response, 200, { call: calls });
    });
    expect(await (await ask()).json()).toEqual({ call: 1 });
    const response = await ask();
    expect(await response.json()).toEqual({ call: 3 });
    expect(second.seen).toHaveLength(0);
    expect(last().attempts).toEqual([
      { connection: 'first', outcome: 'stale_connection' },
      { connection: 'first', outcome: 'ok' },
    ]);
  });
});
