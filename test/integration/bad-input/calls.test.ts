/** Calls that cannot be made, said in the dialect they were made in. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { dialectCalls, type DialectCall } from '../../support/dialect-calls.ts';
import { rawRequest, sendRaw } from '../../support/raw-client.ts';
import { troubledEngine } from '../../support/troubled-engine.ts';

const MAX_BODY_BYTES = 2 * 1024 * 1024;
const running = troubledEngine({ maxBodyBytes: MAX_BODY_BYTES });

interface Told {
  readonly status: number;
  readonly code: string | null;
  readonly body: unknown;
  /** How often a provider was bothered. */
  readonly sent: number;
}

async function told(answer: Response): Promise<Told & { readonly text: string }> {
  const text = await answer.text();
  const code = answer.headers.get('x-latchport-error-code');
  const sent = running().upstream.seen.length;
  return { status: answer.status, code, body: JSON.parse(text), sent, text };
}

/** What a refusal looks like in a dialect. */
const refusal = (call: DialectCall, status: number, code: string): Told => ({
  status,
  code,
  body: call.error({ code, status }),
  sent: 0,
});

describe.each(dialectCalls)('$name', (call) => {
  test.each([
    ['cut off', '{"model":"m1","messages":[{"role":"us'],
    ['an array', '[]'],
    ['a form', 'model=m1'],
    ['followed by more', '{"model":"m1"} {'],
    ['not UTF-8 and not JSON', Buffer.from([0xff, 0xfe, 0x00])],
  ])('refuses a body that is %s', async (_what, body) => {
    const answer = await running().send(call, { body });
    expect(await told(answer)).toMatchObject(refusal(call, 400, 'body_invalid_json'));
  });

  test('refuses a body that is too large, said beforehand', async () => {
    const answer = await running().send(call, { body: Buffer.alloc(MAX_BODY_BYTES + 1, ' ') });
    const refused = await told(answer);
    expect(refused).toMatchObject(refusal(call, 413, 'request_too_large'));
    expect(refused.text).toContain('2 MiB');
    expect(refused.text).toContain('--max-body');
  });

  test('refuses a body that turns out too large', async () => {
    const { engine, key, upstream } = running();
    const credentials = Object.entries(call.credentials(key)).map(([n, v]) => `${n}: ${v}\r\n`);
    const piece = Buffer.alloc(512 * 1024, ' ');
    const chunk = Buffer.concat([
      Buffer.from(`${piece.length.toString(16)}\r\n`),
      piece,
      Buffer.from('\r\n'),
    ]);
    const head = `POST ${call.path('m1', false)} HTTP/1.1\r\nhost: 127.0.0.1:${engine.port}\r\n`;
    const answer = await sendRaw(
      engine.port,
      `${head}${credentials.join('')}transfer-encoding: chunked\r\n\r\n`,
      ...Array.from({ length: 5 }, () => chunk),
    );
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body.toString())).toMatchObject(
      call.error({ code: 'request_too_large', status: 413 }),
    );
    expect(upstream.seen).toEqual([]);
  });

  test.each(['evil.example', '127.0.0.1:1', 'localhost.evil.example', ''])(
    'refuses a call to the host "%s"',
    async (host) => {
      const { engine, key, upstream } = running();
      const credentials = Object.entries(call.credentials(key));
      const target = `POST ${call.path('m1', false)}`;
      const refused = await sendRaw(
        engine.port,
        rawRequest(target, [['host', host], ...credentials]),
      );
      const code = 'host_not_allowed';
      expect(refused.status).toBe(421);
      expect(JSON.parse(refused.body.toString())).toMatchObject(call.error({ code, status: 421 }));
      expect(upstream.seen).toEqual([]);
    },
  );

  test.each(['gzip', 'br', 'zstd, gzip'])('refuses a body encoded with %s', async (encoding) => {
    const body = gzipSync(JSON.stringify(call.body('m1', false)));
    const answer = await running().send(call, { body, headers: { 'content-encoding': encoding } });
    const refused = await told(answer);
    expect(refused).toMatchObject(refusal(call, 415, 'body_encoding_unsupported'));
    expect(refused.text).toContain(encoding.replaceAll(/[^\w-]/g, '?'));
  });

  test.each(['PUT', 'PATCH', 'DELETE'])('refuses %s', async (method) => {
    const answer = await running().send(call, { method });
    const refused = await told(answer);
    expect(refused).toMatchObject(refusal(call, 405, 'method_not_allowed'));
    expect(refused.text).toContain(method);
    expect(refused.text).toContain('POST');
  });

  test('refuses an unknown model and names the nearest', async () => {
    const answer = await running().send(call, { model: 'gpt-4o-mimi' });
    const refused = await told(answer);
    expect(refused).toMatchObject(refusal(call, 404, 'model_not_found'));
    expect(refused.text).toContain('gpt-4o-mimi');
    expect(refused.text).toContain('gpt-4o-mini');
  });

  test('refuses a model the key may not use', async () => {
    const key = running().engine.createKey({ allowedModels: ['m2'] });
    const answer = await running().send(call, { key });
    const refused = await told(answer);
    expect(refused).toMatchObject(refusal(call, 403, 'model_not_allowed'));
    expect(refused.text).toContain('m2');
  });

  test('refuses a connection pinned that is not there', async () => {
    const headers = { 'x-latchport-connection': 'nowhere' };
    const answer = await running().send(call, { headers });
    const refused = await told(answer);
    expect(refused).toMatchObject(refusal(call, 404, 'connection_not_found'));
    expect(refused.text).toContain('anthropic');
  });
});

/** Every provider here has a chat endpoint of OpenAI's kind. */
const native = dialectCalls.filter(({ name }) => name !== 'openai-chat');

describe.each(native)('$name', (call) => {
  test('refuses a connection pinned that does not speak it, and names one that does', async () => {
    const other = call.provider === 'anthropic' ? 'openai' : 'anthropic';
    const headers = { 'x-latchport-connection': other };
    const refused = await told(await running().send(call, { headers, model: 'm1' }));
    expect(refused).toMatchObject(refusal(call, 400, 'dialect_unsupported'));
    expect(refused.text).toContain(call.provider.replaceAll('_', '-'));
  });
});

/** Gemini's calls name their model in the path, so they always have one. */
const inBody = dialectCalls.filter(({ name }) => name !== 'gemini');

describe.each(inBody)('$name', (call) => {
  test('refuses a call without a model', async () => {
    const { model: _model, ...rest } = call.body('m1', false);
    const answer = await running().send(call, { body: JSON.stringify(rest) });
    const refused = await told(answer);
    expect(refused).toMatchObject(refusal(call, 400, 'model_missing'));
    expect(refused.text).toContain('GET /v1/models');
  });

  test.each([42, null, ['m1'], ''])('refuses the model %j', async (model) => {
    const body = JSON.stringify({ ...call.body('m1', false), model });
    const answer = await running().send(call, { body });
    const code = model === null || model === '' ? 'model_missing' : 'body_invalid_member';
    expect(await told(answer)).toMatchObject(refusal(call, 400, code));
  });

  test('refuses an empty body', async () => {
    const answer = await running().send(call, { body: '' });
    expect(await told(answer)).toMatchObject(refusal(call, 400, 'body_invalid_json'));
  });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => {
  const { engine, key } = running();
  return fetch(engine.base + path, { headers: { authorization: `Bearer ${key}`, ...headers } });
};

describe('the address', () => {
  test.each(['/', '/v2/chat/completions', '/nothing', '/management/status', '/v1'])(
    'leads nowhere: %s',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error: { code: 'endpoint_unknown' } });
    },
  );

  test('shows no model that is not there, and names the nearest', async () => {
    const answer = await get('/v1/models/gpt-4o-mimi');
    expect(answer.status).toBe(404);
    const { error } = Object(await answer.json());
    expect(error).toMatchObject({ code: 'model_not_found' });
    expect(error.message).toContain('gpt-4o-mini');
  });

  test('needs its connection named where no model says it and no default does', async () => {
    const allowedConnections = ['anthropic', 'google-ai-studio'];
    const key = running().engine.createKey({ allowedConnections });
    const answer = await get('/v1/files', { authorization: `Bearer ${key}` });
    expect(answer.status).toBe(400);
    const { error } = Object(await answer.json());
    expect(error.code).toBe('connection_needed');
    for (const slug of allowedConnections) expect(error.message).toContain(slug);
    expect((await get('/v1/files')).status).toBe(200);
  });
});

const sendForm = (contentType: string, body: string): Promise<Response> => {
  const { engine, key } = running();
  return fetch(`${engine.base}/v1/audio/transcriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': contentType },
    body,
  });
};

describe('a form', () => {
  test.each([
    ['without a boundary', 'multipart/form-data', '--x\r\n\r\n--x--'],
    ['that is cut', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; na'],
    ['that is none', 'multipart/form-data; boundary=x', '{"model":"m1"}'],
  ])('%s is refused', async (_what, contentType, body) => {
    const answer = await sendForm(contentType, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'body_invalid_multipart' } });
  });

  test('without a model is refused', async () => {
    const part = '--x\r\ncontent-disposition: form-data; name="language"\r\n\r\nde\r\n--x--\r\n';
    const answer = await sendForm('multipart/form-data; boundary=x', part);
    expect(await answer.json()).toMatchObject({ error: { code: 'model_missing' } });
  });
});
