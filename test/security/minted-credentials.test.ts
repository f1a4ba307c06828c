/** T14: a virtual key cannot be exchanged for a credential of the provider's, with which nothing here would count. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headerOf, rawRequest, sendRaw, type RawAnswer } from '../support/raw-client.ts';
import { rawAnswer, startRawUpstream, type RawUpstream } from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1']);
  upstream.answerWith((_request, socket) => socket.write(rawAnswer('{"value":"ek_minted"}')));
  engine = await startTestEngine();
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
  await engine.connect('google_ai_studio', { baseUrl: upstream.origin, validate: false });
  key = engine.createKey();
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

function send(target: string): Promise<RawAnswer> {
  const headers = [
    ['host', `127.0.0.1:${engine.port}`],
    ['authorization', `Bearer ${key}`],
    ['content-type', 'application/json'],
    ['x-latchport-connection', target.includes('v1alpha') ? 'google-ai-studio' : 'openai'],
  ] as const;
  return sendRaw(engine.port, rawRequest(target, headers, '{}'));
}

test.each([
  'POST /v1/realtime/client_secrets',
  'POST /v1/realtime/client_secrets/',
  'POST /v1/realtime//sessions',
  'POST /openai/v1/realtime/sessions',
  'POST /v1/Realtime/Client_Secrets',
  'POST /v1/realtime/client%5Fsecrets',
  'POST /v1/realtime%2Fclient_secrets',
  'POST /v1/realtime%252Fclient%255Fsecrets',
  'POST /v1/realtime/client%25%35Fsecrets',
  'POST /v1/realtime/client_secrets;a=1',
  'POST /v1/realtime/client_secrets%20',
  'POST /v1/realtime;%ff/client_secrets%2f;%ff',
  'POST /v1/realtime;a/sessions',
  'PUT /v1/realtime/transcription_sessions',
  'POST /v1/chatkit/sessions',
  'POST /v1alpha/auth_tokens',
  'POST /google/v1alpha/authTokens',
])('%s gives none', async (target) => {
  const answer = await send(target);
  expect(answer.status).toBe(403);
  expect(headerOf(answer, 'x-latchport-error-code')).toBe('credential_not_forwarded');
  expect(answer.body.toString()).not.toContain('ek_minted');
  expect(upstream.seen).toEqual([]);
});

test.each(['POST /v1/realtime/calls', 'GET /v1/realtime/sessions', 'POST /v1/sessions'])(
  '%s is something else, and passes',
  async (target) => {
    expect((await send(target)).status).toBe(200);
    expect(upstream.seen.splice(0)).toHaveLength(1);
  },
);
