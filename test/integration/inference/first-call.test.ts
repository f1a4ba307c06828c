import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chatEvent, startFaultUpstream, type FaultUpstream } from '../../support/fault-upstream.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';

let engine: TestEngine;
let upstream: FaultUpstream;

beforeEach(async () => {
  engine = await startTestEngine();
  upstream = await startFaultUpstream(['m1', 'gpt-4o-mini']);
});

afterEach(async () => {
  await engine.close();
  await upstream.close();
});

const post = (path: string, key: string, body: unknown): Promise<Response> =>
  fetch(`${engine.base}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('a call through a virtual key', () => {
  test('reaches the provider with the provider key, and comes back as it was', async () => {
    await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
    const key = engine.createKey();
    const answer = await post('/v1/chat/completions', key, {
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'hello' }],
    });
    expect(answer.status).toBe(200);
    const body: unknown = await answer.json();
    expect(body).toMatchObject({ choices: [{ message: { content: 'hi' } }] });
    expect(upstream.seen).toHaveLength(1);
    expect(upstream.seen[0]?.headers.authorization).toBe('Bearer sk-test-provider-key-0123456789');
    expect(answer.headers.get('x-latchport-connection')).toBe('openai');
    engine.engine.parts.recorder.flush(true);
    const row = engine.engine.parts.store.prepare('SELECT * FROM usage_records').get();
    expect(row).toMatchObject({ outcome: 'ok', input_tokens: 11, output_tokens: 7, status: 200 });
  });

  test('is streamed as it comes', async () => {
    await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
    const key = engine.createKey();
    const sent = [chatEvent('a'), chatEvent('b', 'stop'), 'data: [DONE]\n\n'];
    upstream.answerWith(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of sent) response.write(event);
      response.end();
    });
    const answer = await post('/v1/chat/completions', key, {
      model: 'm1',
      stream: true,
      messages: [],
    });
    expect(await answer.text()).toBe(sent.join(''));
  });
});
