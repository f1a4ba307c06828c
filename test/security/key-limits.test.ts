/** T15: what a virtual key may not use cannot be reached by any name, header, path or body either. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  headerOf,
  rawRequest,
  sendRaw,
  type RawAnswer,
  type RawHeaders,
} from '../support/raw-client.ts';
import { rawAnswer, startRawUpstream, type RawUpstream } from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

let engine: TestEngine;
let upstream: RawUpstream;
/** May use the connection `mine` only. */
let mineOnly: string;
/** May use `cheap-*` only, wherever it is. */
let cheapOnly: string;

const keys = { mine: 'sk-mine-0123456789abcd', theirs: 'sk-theirs-0123456789abcd' } as const;

beforeAll(async () => {
  upstream = await startRawUpstream(['cheap-1', 'dear-1']);
  engine = await startTestEngine();
  const baseUrl = `${upstream.origin}/v1`;
  await engine.connect('openai', { label: 'mine', key: keys.mine, baseUrl, refId: 'a' });
  await engine.connect('openai', {
    label: 'theirs',
    key: keys.theirs,
    baseUrl,
    refId: 'b',
    isDefault: true,
  });
  const google = { baseUrl: upstream.origin, validate: false } as const;
  await engine.connect('google_ai_studio', { label: 'google', key: keys.theirs, ...google });
  await engine.connect('anthropic', { label: 'claude', key: keys.theirs, ...google });
  mineOnly = engine.createKey({ allowedConnections: ['mine'] });
  cheapOnly = engine.createKey({ allowedModels: ['cheap-*'] });
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

beforeEach(() => {
  upstream.seen.length = 0;
});

interface Attack {
  readonly target: string;
  readonly headers?: RawHeaders;
  readonly body: string | null;
}

function send(key: string, { target, headers = [], body }: Attack): Promise<RawAnswer> {
  const own = [
    ['host', `127.0.0.1:${engine.port}`],
    ['authorization', `Bearer ${key}`],
  ] as const;
  return sendRaw(engine.port, rawRequest(target, [...own, ...headers], body));
}

/** What the provider was paid with, and asked for. */
const paidWith = (): readonly string[] =>
  upstream.seen.flatMap((request) =>
    ['authorization', 'x-api-key', 'x-goog-api-key'].flatMap(
      (name) => headerOf(request, name)?.replace('Bearer ', '') ?? [],
    ),
  );
const asked = (): string => upstream.seen.map(({ line, body }) => line + body.toString()).join();

const form = (model: string): string =>
  `--b\r\ncontent-disposition: form-data; name="model"\r\n\r\n${model}\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--b--\r\n`;
const multipart: RawHeaders = [['content-type', 'multipart/form-data; boundary=b']];
const chat = 'POST /v1/chat/completions';

describe('a key of one connection', () => {
  const attacks: Readonly<Record<string, Attack>> = {
    'a name with the other slug': { target: chat, body: '{"model":"theirs/cheap-1"}' },
    'the override header': {
      target: chat,
      headers: [['x-latchport-override-model', 'theirs/cheap-1']],
      body: '{"model":"cheap-1"}',
    },
    'the pin header': {
      target: chat,
      headers: [['x-latchport-connection', 'theirs']],
      body: '{"model":"cheap-1"}',
    },
    'both headers': {
      target: chat,
      headers: [
        ['x-latchport-connection', 'theirs'],
        ['x-latchport-override-model', 'theirs/cheap-1'],
      ],
      body: '{"model":"mine/cheap-1"}',
    },
    'a routing order': { target: chat, body: '{"model":"cheap-1","routing":{"order":["theirs"]}}' },
    'a model twice': { target: chat, body: '{"model":"mine/cheap-1","model":"theirs/cheap-1"}' },
    'a form': {
      target: 'POST /v1/audio/transcriptions',
      headers: multipart,
      body: form('theirs/cheap-1'),
    },
    'another dialect': {
      target: 'POST /v1/messages',
      body: '{"model":"claude/c1","max_tokens":1}',
    },
    'a bare model of another dialect': {
      target: 'POST /v1/messages',
      body: '{"model":"c1","max_tokens":1}',
    },
    'a body that is a form to one reader and JSON to another': {
      target: chat,
      headers: multipart,
      body: `{"model":"dear-1"}\r\n${form('cheap-1')}`,
    },
    'a response compacted': {
      target: 'POST /v1/responses/compact',
      headers: [['content-type', 'application/octet-stream']],
      body: '{"model":"dear-1"}',
    },
    'a path of odd form below one that is free': {
      target: 'POST /v1/responses//',
      headers: [
        ['x-latchport-connection', 'mine'],
        ['content-type', 'application/octet-stream'],
      ],
      body: '{"model":"dear-1"}',
    },
    'a Gemini path': { target: 'POST /v1beta/models/google/g1:generateContent', body: '{}' },
    'a bare Gemini path': { target: 'POST /v1beta/models/g1:generateContent', body: '{}' },
    'a path passed through': {
      target: 'POST /v1/containers',
      headers: [['x-latchport-connection', 'theirs']],
      body: '{}',
    },
    'a file': {
      target: 'GET /v1/files',
      headers: [['x-latchport-connection', 'theirs']],
      body: null,
    },
    'a deletion': {
      target: 'DELETE /v1/files/file-1',
      headers: [['x-latchport-connection', 'theirs']],
      body: null,
    },
    'a WebSocket path without an upgrade': {
      target: 'GET /v1/realtime?model=theirs/cheap-1',
      body: null,
    },
  };

  test.each(Object.entries(attacks))(
    'is never paid by another through %s',
    async (_how, attack) => {
      await send(mineOnly, attack);
      expect(paidWith()).not.toContain(keys.theirs);
    },
  );

  test('has calls without a model paid by its own, not by the default', async () => {
    await send(mineOnly, { target: 'GET /v1/files', body: null });
    expect(paidWith()).toEqual([keys.mine]);
  });

  test.each([408, 409, 429, 500, 503, 529])(
    'is not paid by another when its own answers %i',
    async (status) => {
      upstream.answerWith((_request, socket) => socket.write(rawAnswer('{}', [], `${status} X`)));
      const answer = await send(mineOnly, { target: chat, body: '{"model":"cheap-1"}' });
      upstream.answerWith((_request, socket) => socket.write(rawAnswer('{}')));
      expect(answer.status).toBe(status);
      expect(new Set(paidWith())).toEqual(new Set([keys.mine]));
    },
  );

  test('sees only its own models', async () => {
    const answer = await send(mineOnly, { target: 'GET /v1/models', body: null });
    expect(answer.body.toString()).toContain('"connection":"mine"');
    expect(answer.body.toString()).not.toContain('theirs');
  });

  test('is not told which others there are when it asks for one', async () => {
    const answer = await send(mineOnly, {
      target: chat,
      headers: [['x-latchport-connection', 'nobody']],
      body: '{"model":"cheap-1"}',
    });
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).not.toMatch(/theirs|claude|google/);
  });
});

describe('a key of some models', () => {
  const dear: Readonly<Record<string, Attack>> = {
    'its bare id': { target: chat, body: '{"model":"dear-1"}' },
    'a qualified id': { target: chat, body: '{"model":"mine/dear-1"}' },
    'a provider id': { target: chat, body: '{"model":"openai/dear-1"}' },
    'an id in other letters': { target: chat, body: '{"model":"Dear-1"}' },
    'an escaped id': { target: chat, body: String.raw`{"model":"\u0064ear-1"}` },
    'a member in other letters': { target: chat, body: '{"model":"cheap-1","MODEL":"dear-1"}' },
    'a model twice': { target: chat, body: '{"model":"cheap-1","model":"dear-1"}' },
    'the override header': {
      target: chat,
      headers: [['x-latchport-override-model', 'dear-1']],
      body: '{"model":"cheap-1"}',
    },
    'a pinned connection': {
      target: chat,
      headers: [['x-latchport-connection', 'mine']],
      body: '{"model":"dear-1"}',
    },
    "a gateway's list of models": {
      target: chat,
      body: '{"model":"cheap-1","models":["cheap-2","dear-1"]}',
    },
    "a gateway's list, in other letters": {
      target: chat,
      body: '{"model":"cheap-1","Models":["dear-1"]}',
    },
    "a gateway's fallbacks": { target: chat, body: '{"model":"cheap-1","fallbacks":["dear-1"]}' },
    "a gateway's fallbacks with settings": {
      target: chat,
      body: '{"model":"cheap-1","fallbacks":[{"model":"dear-1"}]}',
    },
    'another operation': { target: 'POST /v1/embeddings', body: '{"model":"dear-1","input":"x"}' },
    'a form': { target: 'POST /v1/audio/transcriptions', headers: multipart, body: form('dear-1') },
    'a form that names it twice': {
      target: 'POST /v1/audio/transcriptions',
      headers: multipart,
      body: form('cheap-1').replace('--b\r\n', form('dear-1').split('--b\r\n', 2)[1] ?? ''),
    },
    'a Gemini path': { target: 'POST /v1beta/models/dear-1:generateContent', body: '{}' },
    'an encoded Gemini path': {
      target: 'POST /v1beta/models/de%61r-1:generateContent',
      body: '{}',
    },
    'a batch': {
      target: 'POST /v1/batches',
      headers: [['x-latchport-connection', 'mine']],
      body: '{"input_file_id":"f"}',
    },
    'a path passed through': {
      target: 'POST /v1/threads/runs',
      headers: [['x-latchport-connection', 'mine']],
      body: '{"assistant_id":"a"}',
    },
    'a path passed through with a model': {
      target: 'POST /v1/fine_tuning/jobs',
      headers: [['x-latchport-connection', 'mine']],
      body: '{"model":"dear-1"}',
    },
    'a plain text body': {
      target: 'POST /v1/unknown',
      headers: [
        ['x-latchport-connection', 'mine'],
        ['content-type', 'text/csv'],
      ],
      body: 'model,dear-1',
    },
  };

  test.each(Object.entries(dear))('never has another run by %s', async (_how, attack) => {
    await send(cheapOnly, attack);
    expect(asked()).not.toMatch(/d(e|%65)(a|%61)r-1|Dear-1/);
    expect(asked()).not.toMatch(/batches|threads|unknown/);
  });

  test.each([
    { target: chat, body: '{"model":"cheap-1"}' },
    { target: chat, body: '{"model":"mine/cheap-1"}' },
    { target: 'POST /v1beta/models/cheap-g:generateContent', body: '{}' },
  ])('has its own run by $target with $body', async (call) => {
    expect((await send(cheapOnly, call)).status).toBe(200);
    expect(asked()).toContain('cheap-');
  });
});
