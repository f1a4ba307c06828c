import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { closeAfterEach } from '../../support/close-after-each.ts';
import { sendJson, sendRaw } from '../../support/raw-management.ts';
import { startTestEngine } from '../../support/test-engine.ts';

const atEnd = closeAfterEach();
let home: string;

beforeEach(async () => {
  const engine = await startTestEngine();
  atEnd(() => engine.close());
  ({ home } = engine);
});

const errorOf = (code: string): unknown =>
  expect.objectContaining({ error: expect.objectContaining({ code }) });

describe('the management API over the private socket', () => {
  test('answers JSON that nobody may cache', async () => {
    const answer = await sendRaw(home, { path: '/status' });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.headers['x-powered-by']).toBeUndefined();
  });

  test('says which operation it does not know', async () => {
    const answer = await sendRaw(home, { path: '/nothing/here' });
    expect(answer.status).toBe(404);
    expect(answer.json).toEqual({
      error: {
        type: 'not_found_error',
        code: 'operation_unknown',
        message: 'There is no management operation GET /nothing/here. See GET /openapi.json',
      },
    });
  });

  test.each(['/__proto__', '/constructor', '/toString', '/connections/', '/STATUS', '/status/'])(
    'knows no operation at %s',
    async (path) => {
      const answer = await sendRaw(home, { path });
      expect(answer.status).toBe(404);
      expect(answer.json).toEqual(errorOf('operation_unknown'));
    },
  );

  test.each(['HEAD', 'OPTIONS', 'PUT', 'TRACE'])('takes no %s', async (method) => {
    expect((await sendRaw(home, { method, path: '/status' })).status).toBe(404);
  });

  test('serves no inference', async () => {
    const answer = await sendJson(home, 'POST', '/v1/chat/completions', '{"model":"m"}');
    expect(answer.json).toEqual(errorOf('operation_unknown'));
  });

  test('refuses a path that is not valid percent-encoding', async () => {
    const answer = await sendRaw(home, { path: '/connections/%E0%A4%A' });
    expect(answer.status).toBe(404);
    expect(answer.json).toEqual(errorOf('operation_unknown'));
  });
});

describe('the body of a management request', () => {
  test.each(['{"label": nope}', '{"label":"x"', '[]', '[1,2]', '"text"', '12', 'null', 'true'])(
    'that is %s is refused: it is no JSON object',
    async (body) => {
      const answer = await sendJson(home, 'POST', '/virtual-keys', body);
      expect(answer.status).toBe(400);
      expect(answer.json).toEqual({
        error: {
          type: 'invalid_request_error',
          code: 'management_body_invalid',
          message: 'The request body is not a JSON object. See GET /openapi.json',
        },
      });
    },
  );

  test('that is larger than 1 MiB is refused', async () => {
    const body = JSON.stringify({ label: 'x'.repeat(1_048_577) });
    const answer = await sendJson(home, 'POST', '/virtual-keys', body);
    expect(answer.status).toBe(413);
    expect(answer.json).toEqual(errorOf('management_request_too_large'));
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'of type %s is refused, as a page could send it',
    async (type) => {
      const headers = { 'content-type': type };
      const request = { method: 'POST', path: '/virtual-keys', headers, body: '{"label":"x"}' };
      const answer = await sendRaw(home, request);
      expect(answer.status).toBe(415);
      expect(answer.json).toEqual(errorOf('content_type_unsupported'));
    },
  );

  test('that is compressed is refused, so that it cannot unfold in memory', async () => {
    const answer = await sendRaw(home, {
      method: 'POST',
      path: '/virtual-keys',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync('{"label":"x"}'),
    });
    expect(answer.status).toBe(415);
    expect(answer.json).toEqual(errorOf('content_type_unsupported'));
  });
});

describe('the input of an operation', () => {
  test.each([
    ['a missing field', '{}', 'label: is missing'],
    ['a wrong type', '{"label":7}', 'label: must be of type string'],
    ['an unknown field', '{"label":"x","rpm":5}', 'rpm: is not known here'],
    ['a field of prototypes', '{"label":"x","__proto__":{"a":1}}', '__proto__: is not known here'],
    ['a constructor', '{"label":"x","constructor":{}}', 'constructor: is not known here'],
  ])('is refused for %s, naming it', async (_case, body, message) => {
    const answer = await sendJson(home, 'POST', '/virtual-keys', body);
    expect(answer.status).toBe(422);
    expect(answer.json).toEqual({
      error: { type: 'invalid_request_error', code: 'field_invalid', message },
    });
  });

  test('is never quoted, since it may be a secret in the wrong place', async () => {
    const canary = 'sk-proj-CANARYcanaryCANARY';
    const body = JSON.stringify({ provider: { [canary]: 1 }, label: 5, kind: canary });
    const answer = await sendJson(home, 'POST', '/connections', body);
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain(canary);
  });

  test('is not taken from the query of a POST, where secrets would end up in logs', async () => {
    const answer = await sendJson(home, 'POST', '/virtual-keys?label=x', '{}');
    expect(answer.json).toEqual({
      error: {
        type: 'invalid_request_error',
        code: 'field_invalid',
        message: 'label: is in the wrong place',
      },
    });
  });

  test('cannot name another thing in the body than in the path', async () => {
    const answer = await sendJson(home, 'PATCH', '/virtual-keys/a', '{"virtual_key":"b"}');
    expect(answer.json).toEqual(errorOf('field_invalid'));
  });

  test.each(['?limit=0', '?limit=501', '?limit=ten', '?limit=1&limit=2', '?limit=', '?depth=1'])(
    'is refused in the query %s',
    async (query) => {
      const answer = await sendRaw(home, { path: `/events${query}` });
      expect(answer.status).toBe(422);
      expect(answer.json).toEqual(errorOf('field_invalid'));
    },
  );
});
