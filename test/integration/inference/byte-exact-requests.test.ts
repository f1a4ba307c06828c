/** What arrives at the provider is what the client sent, byte for byte, but for what has to change. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRawClient, rawRequest, sendRaw, type RawHeaders } from '../../support/raw-client.ts';
import { startRawUpstream, type RawUpstream } from '../../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';
import { waitUntil } from '../../support/wait-until.ts';

let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
  await engine.connect('anthropic', { baseUrl: upstream.origin, validate: false });
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

const json: RawHeaders = [['content-type', 'application/json']];

/** Sends a body on its way and gives the body and the request line that came out. */
async function pass(
  body: Buffer | string,
  { path = '/v1/chat/completions', headers = json } = {},
): Promise<{ readonly line: string; readonly body: Buffer; readonly status: number }> {
  const answer = await sendRaw(
    engine.port,
    rawRequest(
      `POST ${path}`,
      [['host', `127.0.0.1:${engine.port}`], ['authorization', `Bearer ${key}`], ...headers],
      body,
    ),
  );
  const [seen] = upstream.seen;
  return { line: seen?.line ?? '', body: seen?.body ?? Buffer.alloc(0), status: answer.status };
}

/** Bodies as no serialiser would write them; `"@"` stands for the model. */
const oddBodies: Readonly<Record<string, string | Buffer>> = {
  'escapes of every kind': String.raw`{"model":"@","messages":[{"role":"user","content":"\u00e9\/\b\f\n\r\t\"\\ \ud83d\ude00"}]}`,
  'the same letter raw and escaped': String.raw`{"messages":[{"content":"é\u00E9e\u0301"}],"model":"@"}`,
  'lone surrogates': String.raw`{"model":"@","messages":[{"content":"\ud800 \udfff \ud800"}]}`,
  'duplicate members': '{"temperature":0,"model":"@","temperature":1,"messages":[],"messages":[1]}',
  'numbers no double holds':
    '{"model":"@","seed":1e400,"n":-1E-400,"id":123456789012345678901234567890,"x":1.0,"y":-0,"z":1E+2}',
  'integers beyond 2^53':
    '{"model":"@","messages":[],"seed":9007199254740993,"user":18446744073709551617}',
  'white space of every kind': '\r\n\t {  \t"model"\n:\r"@"  ,\n\n"messages" : [ ]\t}\r\n \t',
  'members named like ours, deeper':
    '{"messages":[{"model":"openai/x","routing":{},"stream":true}],"model":"@"}',
  'an empty name and __proto__': '{"":1,"__proto__":{"model":"x"},"model":"@","constructor":null}',
  'a signed thinking block': String.raw`{"model":"@","messages":[{"content":[{"type":"thinking","thinking":"a\u003cb","signature":"EqQB/+=="}]}]}`,
  'deep nesting': `{"model":"@","messages":${'['.repeat(900)}${']'.repeat(900)}}`,
  'bytes that are no UTF-8': Buffer.concat([
    Buffer.from('{"model":"@","messages":[{"content":"'),
    Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80]),
    Buffer.from('"}]}'),
  ]),
  'ten megabytes': Buffer.concat([
    Buffer.from('{"model":"@","messages":[{"content":"'),
    Buffer.from(randomBytes(7_864_320).toString('base64')),
    Buffer.from('"}]}'),
  ]),
};

function withModel(template: string | Buffer, model: string): Buffer {
  const bytes = Buffer.from(template);
  const at = bytes.indexOf('"@"');
  return Buffer.concat([
    bytes.subarray(0, at),
    Buffer.from(JSON.stringify(model)),
    bytes.subarray(at + 3),
  ]);
}

describe('a JSON body', () => {
  test.each(Object.entries(oddBodies))('with %s arrives as it is', async (_name, template) => {
    const sent = withModel(template, 'm1');
    const arrived = await pass(sent);
    expect(arrived.status).toBe(200);
    expect(arrived.body.equals(sent)).toBe(true);
  });

  test.each(Object.entries(oddBodies))(
    'with %s has its qualified model replaced and nothing else',
    async (_name, template) => {
      const arrived = await pass(withModel(template, 'openai/m1'));
      expect(arrived.status).toBe(200);
      expect(arrived.body.equals(withModel(template, 'm1'))).toBe(true);
    },
  );

  test.each([
    [
      'first',
      '{"routing":{"only_byok":true}, "model":"m1","messages":[]}',
      '{ "model":"m1","messages":[]}',
    ],
    [
      'in the middle',
      '{"model":"m1", "routing" : {"order":["openai"]} ,"messages":[]}',
      '{"model":"m1", "messages":[]}',
    ],
    ['last', '{"model":"m1","messages":[] ,\n"routing":{}\n}', '{"model":"m1","messages":[] \n}'],
    [
      'twice',
      '{"routing":{},"model":"m1","routing":{},"messages":[]}',
      '{"model":"m1","messages":[]}',
    ],
    [
      'with its name escaped',
      String.raw`{"model":"m1","rout\u0069ng":{},"messages":[]}`,
      '{"model":"m1","messages":[]}',
    ],
  ])('loses a routing member that stands %s', async (_where, sent, expected) => {
    const arrived = await pass(sent);
    expect(arrived.body.toString()).toBe(expected);
  });

  test.each([
    [
      'lacks stream_options',
      '{"model":"m1","stream":true,"messages":[]}',
      '{"model":"m1","stream":true,"messages":[],"stream_options":{"include_usage":true}}',
    ],
    [
      'has empty ones',
      '{"stream_options":{ },"model":"m1","stream":true}',
      '{"stream_options":{"include_usage":true },"model":"m1","stream":true}',
    ],
    [
      'has others',
      '{"model":"m1","stream_options":{"include_obfuscation":false},"stream":true}',
      '{"model":"m1","stream_options":{"include_obfuscation":false,"include_usage":true},"stream":true}',
    ],
    [
      'says no',
      '{"model":"m1","stream_options":{"include_usage":false},"stream":true}',
      '{"model":"m1","stream_options":{"include_usage":true},"stream":true}',
    ],
  ])('of a stream that %s is made to ask for usage', async (_what, sent, expected) => {
    const arrived = await pass(sent);
    expect(JSON.parse(arrived.body.toString())).toEqual(JSON.parse(expected));
    expect(withoutSpace(arrived.body.toString())).toBe(withoutSpace(expected));
  });

  test('of a stream that asks for usage itself arrives as it is', async () => {
    const sent =
      '{"model":"m1","stream":true,"stream_options":{"include_usage":true}, "messages":[]}';
    const arrived = await pass(sent);
    expect(arrived.body.toString()).toBe(sent);
  });

  test('with a byte order mark goes on with it', async () => {
    const sent = '\uFEFF{"model":"m1","messages":[]}';
    const arrived = await pass(sent);
    expect(arrived.body.toString()).toBe(sent);
  });

  test('sent in chunks of one byte arrives whole', async () => {
    const sent = '{"model":"m1","messages":[{"content":"é😀"}]}';
    const head = rawRequest('POST /v1/chat/completions', [
      ['host', `127.0.0.1:${engine.port}`],
      ['authorization', `Bearer ${key}`],
      ['transfer-encoding', 'chunked'],
      ...json,
    ]);
    const chunks = [...Buffer.from(sent)].map((byte) =>
      Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')]),
    );
    const answer = await sendRaw(engine.port, head, ...chunks, '0\r\n\r\n');
    expect(answer.status).toBe(200);
    expect(upstream.seen[0]?.body.toString()).toBe(sent);
  });
});

const withoutSpace = (text: string): string => text.replaceAll(' ', '');

const part = (name: string, value: Buffer | string, more = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`--b0undary\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);

test('a client that waits to be asked for its body is asked', async () => {
  const client = await openRawClient(engine.port);
  const sent = '{"model":"m1","messages":[]}';
  const head = rawRequest('POST /v1/chat/completions', [
    ['host', `127.0.0.1:${engine.port}`],
    ['authorization', `Bearer ${key}`],
    ['content-length', String(sent.length)],
    ['expect', '100-continue'],
  ]);
  client.socket.write(head);
  await waitUntil('it was asked', () => client.received().includes('100 Continue\r\n\r\n'));
  client.socket.write(sent);
  await client.closed;
  expect(upstream.seen[0]?.body.toString()).toBe(sent);
  expect(upstream.seen[0]?.headers.map(([name]) => name)).not.toContain('expect');
});

describe('other bodies and paths', () => {
  const binary = randomBytes(200_000);
  const form = (model: string): Buffer =>
    Buffer.concat([
      part('file', binary, '; filename="ü \\" 音.wav"\r\nContent-Type: application/octet-stream'),
      part('model', model),
      part('language', 'de'),
      Buffer.from('--b0undary--\r\n'),
    ]);
  const multipart: RawHeaders = [['content-type', 'multipart/form-data; boundary=b0undary']];
  const toTranscribe = { path: '/v1/audio/transcriptions', headers: multipart };

  test('a form with a binary file arrives as it is', async () => {
    const arrived = await pass(form('m1'), toTranscribe);
    expect(arrived.status).toBe(200);
    expect(arrived.body.equals(form('m1'))).toBe(true);
  });

  test('a form has its qualified model replaced and nothing else', async () => {
    const arrived = await pass(form('openai/m1'), toTranscribe);
    expect(arrived.body.equals(form('m1'))).toBe(true);
  });

  test.each([
    ['/v1beta/models/g-1:generateContent', '/v1beta/models/g-1:generateContent'],
    ['/google/v1beta/models/g-1:countTokens', '/v1beta/models/g-1:countTokens'],
    [
      '/v1/models/g-1:streamGenerateContent?alt=sse',
      '/v1beta/models/g-1:streamGenerateContent?alt=sse',
    ],
    [
      '/v1beta/models/google_ai_studio/g-1:streamGenerateContent?alt=sse&x=%2F+%20',
      '/v1beta/models/g-1:streamGenerateContent?alt=sse&x=%2F+%20',
    ],
    ['/v1beta/models/google_ai_studio%2Fg-1:embedContent', '/v1beta/models/g-1:embedContent'],
  ])('a Gemini call to %s goes to %s', async (path, expected) => {
    const sent = '{"contents":[{"parts":[{"text":"\\u00e9"}]}], "big":1e400}';
    const arrived = await pass(sent, { path });
    expect(arrived.line).toBe(`POST ${expected} HTTP/1.1`);
    expect(arrived.body.toString()).toBe(sent);
  });

  test('the query goes on byte for byte', async () => {
    const query = "?beta=true&x=%e9%2f+a%20b&empty=&flag&y='(*)!~:@/";
    const body = '{"model":"anthropic/claude-x","max_tokens":1,"messages":[]}';
    const arrived = await pass(body, { path: `/v1/messages${query}` });
    expect(arrived.line).toBe(`POST /v1/messages${query} HTTP/1.1`);
    expect(arrived.body.toString()).toBe('{"model":"claude-x","max_tokens":1,"messages":[]}');
  });
});
