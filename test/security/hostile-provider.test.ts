/** T20: a provider, or whoever answers in its place, sends what would harm us or the user. */
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discoverModels } from '../../src-proxy/connections/discover-models.ts';
import { testConnection } from '../../src-proxy/connections/test-connection.ts';
import { errorCodeOf } from '../support/error-code.ts';
import { rawRequest, sendRaw, type RawAnswer } from '../support/raw-client.ts';
import { onRequest, startRawServer, type RawServer } from '../support/raw-server.ts';
import { rawAnswer, startRawUpstream, type RawUpstream } from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { lastUsageRow } from '../support/usage-rows.ts';

let engine: TestEngine;
let key: string;

beforeEach(async () => {
  engine = await startTestEngine();
  key = engine.createKey();
});

afterEach(() => engine.close());

const markup = `</script><img src=x onerror=alert(1)>\u001b[2J\u001b]0;owned\u0007\r\nset-cookie: a=b`;

// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u001f]/;

function call(more: object = {}, path = '/v1/chat/completions'): Promise<RawAnswer> {
  const headers = [
    ['host', `127.0.0.1:${engine.port}`],
    ['authorization', `Bearer ${key}`],
  ] as const;
  const body = JSON.stringify({ model: 'openai/m1', ...more });
  return sendRaw(engine.port, rawRequest(`POST ${path}`, headers, body));
}

const usage = (value: string): string =>
  `{"model":"m1","choices":[],"usage":{"prompt_tokens":${value},"completion_tokens":${value},"total_tokens":${value}}}`;

describe('its answers to a call', () => {
  let upstream: RawUpstream;

  beforeEach(async () => {
    upstream = await startRawUpstream(['m1']);
    await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
  });

  afterEach(() => upstream.close());

  test.each([
    '-1000000',
    '1e400',
    '-1e400',
    '"12"',
    '{}',
    '[[1]]',
    'true',
    '1.5',
    '99999999999999999999',
    'null',
  ])('with %s as its count of tokens are recorded as a sane number or none', async (value) => {
    upstream.answerWith((_request, socket) => socket.write(rawAnswer(usage(value))));
    expect((await call()).body.toString()).toBe(usage(value));
    const { input_tokens: input, output_tokens: output } = lastUsageRow(engine);
    for (const count of [input, output]) {
      const isSane = count === null || (Number.isSafeInteger(count) && count >= 0);
      expect(isSane).toBe(true);
    }
    const cost = engine.engine.parts.store
      .prepare('SELECT min(cost_usd) FROM usage_records')
      .pluck()
      .get();
    expect(Number(cost ?? 0)).toBeGreaterThanOrEqual(0);
  });

  test.each([
    ['nested a million deep', '['.repeat(1_000_000)],
    [
      'with members named like those of objects',
      '{"__proto__":{"isAdmin":true},"constructor":1,"toString":2}',
    ],
    [
      'with a model id of a megabyte',
      `{"model":"${'m'.repeat(1_000_000)}","usage":{"prompt_tokens":1,"completion_tokens":1}}`,
    ],
    [
      'with a model id of control characters',
      JSON.stringify({ model: markup, usage: { prompt_tokens: 1, completion_tokens: 1 } }),
    ],
    ['of bytes that are nothing', Buffer.from([0xff, 0xc0, 0x80, 0, 0xf8]).toString('latin1')],
  ])('%s pass, and do no harm', async (_what, body) => {
    upstream.answerWith((_request, socket) => socket.write(rawAnswer(Buffer.from(body, 'latin1'))));
    const answer = await call();
    expect(answer.body.equals(Buffer.from(body, 'latin1'))).toBe(true);
    const { served_model: served } = lastUsageRow(engine);
    expect((served ?? '').length).toBeLessThan(600);
    expect(served ?? '').not.toMatch(control);
    expect({}).not.toHaveProperty('isAdmin');
    expect(engine.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test.each([
    ['two types', 'application/json', 'text/event-stream'],
    ['a type twice', 'text/event-stream', 'text/event-stream'],
  ])('that have %s pass as they came', async (_what, ...types) => {
    const body = 'data: {}\n\ndata: [DONE]\n\n';
    upstream.answerWith((_request, socket) =>
      socket.write(
        rawAnswer(
          body,
          types.map((type) => ['content-type', type] as const),
        ),
      ),
    );
    const answer = await call();
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe(body);
    expect(engine.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test('that unfold to gigabytes are passed as they are, not unfolded', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    upstream.answerWith((_request, socket) =>
      socket.write(
        rawAnswer(bomb, [
          ['content-type', 'application/json'],
          ['content-encoding', 'gzip'],
        ]),
      ),
    );
    expect((await call()).body.equals(bomb)).toBe(true);
  });

  test.each([
    ['a status without a reason', 'HTTP/1.1 200\r\ncontent-length: 2\r\n\r\n{}', 200],
    ['a status of 999', 'HTTP/1.1 999 X\r\ncontent-length: 2\r\n\r\n{}', 999],
    [
      'a switch of protocols nobody asked for',
      'HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      502,
    ],
    [
      'interim answers',
      `${'HTTP/1.1 102 Processing\r\n\r\n'.repeat(50)}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}`,
      200,
    ],
    ['a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n{}', 502],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}', 502],
    [
      'a chunk of size nonsense',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}',
      502,
    ],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nnonsense\r\ncontent-length: 2\r\n\r\n{}', 502],
  ])('with %s get an answer that is HTTP', async (_what, bytes, status) => {
    upstream.answerWith((_request, socket) => socket.end(bytes));
    const answer = await call();
    expect(answer.status === status || !answer.isWhole).toBe(true);
    expect(engine.engine.parts.running.count).toBe(0);
    upstream.answerWith((_request, socket) => socket.write(rawAnswer('{"next":1}')));
    expect((await call()).body.toString()).toBe('{"next":1}');
  });

  test('in which it sneaks a second answer in is not taken for that of the next call', async () => {
    upstream.answerWith((_request, socket) =>
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\npoisoned`,
      ),
    );
    await call();
    upstream.answerWith((_request, socket) => socket.write(rawAnswer('{"own":1}')));
    const next = await Promise.all([call(), call(), call()]);
    expect(next.map(({ body }) => body.toString())).toEqual([
      '{"own":1}',
      '{"own":1}',
      '{"own":1}',
    ]);
  });
});

const saidByTest = async (): Promise<string> => {
  const { probe } = await testConnection(engine.engine.parts.connectionDeps, 'openai', 'cli');
  return `${probe.validationStatus} ${probe.error?.code ?? ''} ${probe.error?.message ?? ''}`;
};

const packed = (body: Buffer, coding: string): Buffer =>
  rawAnswer(body, [
    ['content-type', 'application/json'],
    ['content-encoding', coding],
  ]);

describe('its answers to a test of the key', () => {
  let server: RawServer;
  let answer: Buffer | string;

  beforeEach(async () => {
    answer = rawAnswer('{"object":"list","data":[{"id":"m1"}]}');
    server = await startRawServer((socket) => onRequest(socket, () => socket.write(answer)));
    await engine.connect('openai', { baseUrl: `${server.origin}/v1` });
  });

  afterEach(() => server.close());

  test.each([400, 401, 403, 404, 429, 500])('with %i and markup is not quoted', async (status) => {
    answer = rawAnswer(
      JSON.stringify({ error: { message: markup, code: markup } }),
      undefined,
      `${status} X`,
    );
    const said = await saidByTest();
    expect(said).not.toContain('onerror');
    expect(said).not.toMatch(control);
  });

  test.each([
    ['unfolds to 200 MB', () => packed(gzipSync(Buffer.alloc(200_000_000)), 'gzip')],
    [
      'unfolds to 200 MB of models',
      () =>
        packed(
          gzipSync(`{"data":[${'{"id":"m"},'.repeat(20_000_000)}{}]}`.slice(0, 200_000_000)),
          'gzip',
        ),
    ],
    ['is said to be packed and is not', () => packed(Buffer.from('{}'), 'gzip')],
    ['is packed in a way nobody knows', () => packed(Buffer.from('{}'), 'x-bomb')],
    ['is longer than any list', () => rawAnswer(Buffer.alloc(20_000_000, ' '))],
    [
      'never ends',
      () => `HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n${' '.repeat(9_000_000)}`,
    ],
  ])('and a list that %s is refused, and the former list stays', async (_what, make) => {
    answer = make();
    const { connections, connectionDeps } = engine.engine.parts;
    const { id } = connections.find('openai');
    expect(await errorCodeOf(discoverModels(connectionDeps, id))).toMatch(
      /^(upstream_invalid|model_list_invalid)$/,
    );
    expect(connections.modelsOf(id).map((model) => model.id)).toEqual(['m1']);
  });

  test('and a list whose pages never end is cut off', async () => {
    let page = 0;
    await server.close();
    server = await startRawServer((socket) =>
      onRequest(socket, () => {
        page += 1;
        const models = Array.from({ length: 2000 }, (_, at) => ({
          id: `m-${page}-${at}`,
          type: 'model',
        }));
        socket.write(
          rawAnswer(JSON.stringify({ data: models, has_more: true, last_id: `m-${page}` })),
        );
      }),
    );
    await engine.connect('anthropic', { baseUrl: server.origin });
    expect(page).toBeLessThan(50);
    const { connections } = engine.engine.parts;
    expect(connections.modelsOf(connections.find('anthropic').id).length).toBeLessThanOrEqual(
      10_000,
    );
  });

  test('and a list of odd models has only plain ones kept, in plain text', async () => {
    const ids = [
      markup,
      '',
      'x'.repeat(5000),
      null,
      7,
      { id: 'x' },
      'plain',
      'mod\u0000el',
      '\u202Eevil',
      'm2',
    ];
    const data = ids.map((id) => ({ id, object: 'model', display_name: markup, owned_by: markup }));
    answer = rawAnswer(JSON.stringify({ object: 'list', data }));
    const { connections, connectionDeps } = engine.engine.parts;
    const { id } = connections.find('openai');
    await discoverModels(connectionDeps, id);
    const kept = connections.modelsOf(id);
    expect(kept.map((model) => model.id)).toEqual(expect.arrayContaining(['plain', 'm2']));
    const shown = kept.flatMap(({ id: own, displayName, ownedBy }) => [own, displayName, ownedBy]);
    expect(shown.filter((text) => control.test(text ?? ''))).toEqual([]);
    expect(kept.filter((model) => model.id.length > 512 || model.id === '')).toEqual([]);
    const listed = await fetch(`${engine.base}/v1/models`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(listed.headers.get('content-type')).toBe('application/json');
  });
});
