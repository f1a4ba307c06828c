/** T9, T10: nothing that identifies the client, and no key but the connection's own, reaches a provider. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { headerOf, rawRequest, sendRaw, type RawHeaders } from '../support/raw-client.ts';
import { startRawUpstream, type RawRequest, type RawUpstream } from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const providerKey = 'sk-provider-0123456789abcdef';
let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  const common = { key: providerKey, validate: false };
  await engine.connect('openai', { ...common, baseUrl: `${upstream.origin}/v1` });
  await engine.connect('anthropic', { ...common, baseUrl: upstream.origin });
  await engine.connect('google_ai_studio', { ...common, baseUrl: upstream.origin });
  key = engine.createKey();
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

beforeEach(() => {
  upstream.seen.length = 0;
});

interface DialectCall {
  readonly path: string;
  readonly body: string;
  /** How the connection's own key goes on. */
  readonly credential: readonly [string, string];
  /** What the provider wants on every call, and the client did not send. */
  readonly added: RawHeaders;
  /** Vendor headers of its own. */
  readonly own: RawHeaders;
}

const openaiOwn: RawHeaders = [
  ['OpenAI-Organization', 'org-1'],
  ['OpenAI-Beta', 'assistants=v2'],
];

const calls: Readonly<Record<string, DialectCall>> = {
  'OpenAI chat': {
    path: '/v1/chat/completions',
    body: '{"model":"openai/m1","messages":[]}',
    credential: ['authorization', `Bearer ${providerKey}`],
    added: [],
    own: openaiOwn,
  },
  'OpenAI responses': {
    path: '/v1/responses',
    body: '{"model":"openai/m1","input":"hi"}',
    credential: ['authorization', `Bearer ${providerKey}`],
    added: [],
    own: openaiOwn,
  },
  'Anthropic messages': {
    path: '/v1/messages',
    body: '{"model":"anthropic/c1","max_tokens":1,"messages":[]}',
    credential: ['x-api-key', providerKey],
    added: [['anthropic-version', '2023-06-01']],
    own: [
      ['Anthropic-Beta', 'a-2025-01-01,b-2025-01-01'],
      ['anthropic-dangerous-direct-browser-access', 'true'],
    ],
  },
  Gemini: {
    path: '/v1beta/models/g1:generateContent',
    body: '{"contents":[]}',
    credential: ['x-goog-api-key', providerKey],
    added: [],
    own: [
      ['X-Goog-Api-Client', 'genai-js/1.0'],
      ['x-goog-user-project', 'p-1'],
    ],
  },
};

/** What passes in every dialect, in the client's own spelling and order. */
const passing: RawHeaders = [
  ['Content-Type', 'application/json'],
  ['ACCEPT', '*/*'],
  ['User-Agent', 'tool/1.2 (x; y)'],
  ['X-Stainless-Lang', 'js'],
  ['x-stainless-retry-count', '0'],
  ['x-claude-code-session-id', 's-1'],
  ['X-Nobody-Listed-This', 'a  b;c="é"'],
  ['x-twice', '1'],
  ['x-twice', '2'],
  ['Idempotency-Key', 'i-1'],
  ['accept-language', 'de'],
];

/** What never passes: each names what it would give away. */
const dropped: RawHeaders = [
  ['Cookie', 'session=1'],
  ['Set-Cookie', 'session=1'],
  ['Forwarded', 'for=192.0.2.1'],
  ['Via', '1.1 proxy'],
  ['X-Real-IP', '192.0.2.1'],
  ['True-Client-IP', '192.0.2.1'],
  ['X-Forwarded-For', '192.0.2.1'],
  ['x-forwarded-host', 'h'],
  ['CF-Connecting-IP', '192.0.2.1'],
  ['Referer', 'http://localhost/secret-project'],
  ['Sec-Fetch-Mode', 'cors'],
  ['sec-ch-ua', 'x'],
  ['Access-Control-Request-Method', 'POST'],
  ['DNT', '1'],
  ['Proxy-Authorization', 'Basic eDp5'],
  ['Proxy-Connection', 'keep-alive'],
  ['TE', 'trailers'],
  ['Keep-Alive', 'timeout=5'],
  ['Accept-Encoding', 'gzip, br'],
  ['X-Auth-Token', 'other-providers-key'],
  ['X-Access-Token', 'other-providers-key'],
  ['api-key', 'other-providers-key'],
  ['X-OpenAI-Api-Key', 'other-providers-key'],
  ['X-Client-Secret', 'other-providers-key'],
  ['X-Password', 'other-providers-key'],
  ['X-Latchport-Override-Tag', 'x'],
];

const wayToSendTheKey: Readonly<Record<string, (key: string) => RawHeaders>> = {
  'a bearer': (text) => [['Authorization', `Bearer ${text}`]],
  'x-api-key': (text) => [['X-Api-Key', text]],
  'x-goog-api-key': (text) => [['X-Goog-Api-Key', text]],
  'all three': (text) => [
    ['Authorization', `bearer  ${text}`],
    ['x-api-key', text],
    ['x-goog-api-key', text],
  ],
};

async function send(
  call: Pick<DialectCall, 'path' | 'body'>,
  headers: RawHeaders,
): Promise<RawRequest> {
  const host = ['Host', `localhost:${engine.port}`] as const;
  const answer = await sendRaw(
    engine.port,
    rawRequest(`POST ${call.path}`, [host, ...headers], call.body),
  );
  expect(answer.status).toBe(200);
  const [seen] = upstream.seen;
  if (seen === undefined) throw new Error('nothing arrived');
  return seen;
}

/** Names in lower case: what arrived, and no matter in which order. */
const sorted = (headers: RawHeaders): readonly string[] =>
  headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`).toSorted();

describe.each(Object.entries(calls))('%s', (_dialect, call) => {
  test('gets the headers of the table, each byte for byte, and no other', async () => {
    const seen = await send(call, [
      ['Authorization', `Bearer ${key}`],
      ...passing,
      ...call.own,
      ...dropped,
    ]);
    const own = seen.headers.filter(([name]) =>
      [...passing, ...call.own].some(([listed]) => listed === name),
    );
    expect(own).toEqual([...passing, ...call.own]);
    const hop = headerOf(seen, 'x-latchport-hop') ?? '';
    expect(hop).toMatch(/^[\da-f-]{36}$/);
    expect(sorted(seen.headers)).toEqual(
      sorted([
        ...passing,
        ...call.own,
        ...call.added,
        ['host', `127.0.0.1:${upstream.port}`],
        ['connection', 'keep-alive'],
        ['accept-encoding', 'identity'],
        ['content-length', String(seen.body.length)],
        ['x-latchport-hop', hop],
        call.credential,
      ]),
    );
  });

  test.each(Object.entries(wayToSendTheKey))(
    'gets no byte of a virtual key sent as %s',
    async (_way, headers) => {
      const seen = await send(call, headers(key));
      expect(seen.bytes.includes(key)).toBe(false);
      expect(seen.bytes.includes('sk-lp-')).toBe(false);
      expect(headerOf(seen, call.credential[0])).toBe(call.credential[1]);
    },
  );

  test('gets no vendor header of another', async () => {
    const foreign = Object.values(calls).flatMap((other) =>
      other.own.filter(([name]) => !call.own.some(([own]) => own === name)),
    );
    const seen = await send(call, [['Authorization', `Bearer ${key}`], ...foreign]);
    const got = new Set(seen.headers.map(([name]) => name.toLowerCase()));
    expect(foreign.map(([name]) => name.toLowerCase()).filter((name) => got.has(name))).toEqual([]);
  });

  test('gets no byte of a virtual key that stands in a header nobody expects it in', async () => {
    const seen = await send(call, [
      ['Authorization', `Bearer ${key}`],
      ['X-My-Tool-Auth', key],
      ['X-Debug', `curl -H "Authorization: Bearer ${key}"`],
    ]);
    expect(seen.bytes.includes('sk-lp-')).toBe(false);
  });
});

describe('the client that says which headers are for this hop alone', () => {
  test('does not have them forwarded', async () => {
    const call = calls['OpenAI chat'];
    const seen = await send(call ?? { path: '', body: '' }, [
      ['Authorization', `Bearer ${key}`],
      ['X-Hop-One', 'a'],
      ['X-Hop-Two', 'b'],
      ['X-Stays', 'c'],
      ['Connection', 'X-Hop-One, x-hop-two'],
    ]);
    expect(headerOf(seen, 'x-hop-one')).toBeUndefined();
    expect(headerOf(seen, 'x-hop-two')).toBeUndefined();
    expect(headerOf(seen, 'x-stays')).toBe('c');
  });
});

describe('a virtual key in the path', () => {
  test.each([
    ['as it is', (text: string) => `/v1/files/${text}`],
    ['within a segment', (text: string) => `/v1/anything/key=${text}/more`],
    ['encoded', (text: string) => `/v1/anything/%73k%2Dlp%2d${text.slice(6)}`],
    ['as a Gemini model', (text: string) => `/v1beta/models/${text}:generateContent`],
    ['where nothing is served', (text: string) => `/${text}/v1/chat/completions`],
  ])('is refused %s, and told to nobody', async (_how, path) => {
    const headers = [
      ['host', `localhost:${engine.port}`],
      ['authorization', `Bearer ${key}`],
    ] as const;
    const answer = await sendRaw(engine.port, rawRequest(`POST ${path(key)}`, headers, '{}'));
    expect(answer.status).toBe(400);
    expect(headerOf(answer, 'x-latchport-error-code')).toBe('virtual_key_misplaced');
    expect(answer.body.includes(key.slice(6))).toBe(false);
    expect(upstream.seen).toEqual([]);
  });
});

describe('a virtual key in the query (T10)', () => {
  const gemini = '/v1beta/models/g1:generateContent';

  test.each([
    ['alone', (text: string) => `?key=${text}`, ''],
    ['first', (text: string) => `?key=${text}&alt=sse`, '?alt=sse'],
    ['last', (text: string) => `?alt=sse&key=${text}`, '?alt=sse'],
    ['twice', (text: string) => `?key=${text}&a=1&key=${text}`, '?a=1'],
    ['with its name encoded', (text: string) => `?a=1&%6B%65y=${text}`, '?a=1'],
    ['with its value encoded', (text: string) => `?a=1&key=%73k${text.slice(2)}`, '?a=1'],
    ['beside a name of the same ending', (text: string) => `?monkey=1&key=${text}`, '?monkey=1'],
  ])('that stands %s is accepted and not forwarded', async (_where, query, rest) => {
    const seen = await send({ path: gemini + query(key), body: '{"contents":[]}' }, []);
    expect(seen.line).toBe(`POST ${gemini}${rest} HTTP/1.1`);
    expect(headerOf(seen, 'x-goog-api-key')).toBe(providerKey);
    expect(seen.bytes.includes(key.slice(2))).toBe(false);
  });

  test('under another name is not forwarded either', async () => {
    const path = `/v1/chat/completions?api_key=${key}&x=1&y=%73k-lp-${key.slice(6)}`;
    const seen = await send({ path, body: '{"model":"openai/m1"}' }, [
      ['Authorization', `Bearer ${key}`],
    ]);
    expect(seen.line).toBe('POST /v1/chat/completions?x=1 HTTP/1.1');
  });

  test.each([
    ['unknown', 'sk-lp-unknown'],
    ['cut short', ''],
  ])('that is %s is not in the answer or the log', async (_what, text) => {
    const presented = text === '' ? key.slice(0, -3) : text;
    const answer = await sendRaw(
      engine.port,
      rawRequest(`POST ${gemini}?key=${presented}`, [['host', `localhost:${engine.port}`]], '{}'),
    );
    expect(answer.status).toBe(401);
    expect(answer.body.includes(presented)).toBe(false);
  });

  test('is not in the log, nor in any record', async () => {
    await send({ path: `${gemini}?key=${key}`, body: '{"contents":[]}' }, []);
    engine.engine.parts.recorder.flush(true);
    const rows = engine.engine.parts.store.prepare('SELECT * FROM usage_records').all();
    expect(JSON.stringify(rows)).not.toContain(key.slice(6));
    expect(engine.logLines.join('\n')).not.toContain(key.slice(6));
  });
});
