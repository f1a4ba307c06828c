import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFaultUpstream, type FaultUpstream } from '../../support/fault-upstream.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';

let engine: TestEngine;
let upstream: FaultUpstream;

beforeEach(async () => {
  engine = await startTestEngine();
  upstream = await startFaultUpstream(['m1']);
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
});

afterEach(async () => {
  await engine.close();
  await upstream.close();
});

async function codeOf(key: string): Promise<string | null> {
  const answer = await fetch(`${engine.base}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm1', messages: [{ role: 'user', content: 'hello' }] }),
  });
  await answer.arrayBuffer();
  return answer.headers.get('x-latchport-error-code');
}

test('a key that refuses unknown prices is told price_unknown, and nothing is sent', async () => {
  expect(await codeOf(engine.createKey({ unknownPrice: 'refuse' }))).toBe('price_unknown');
  expect(upstream.seen).toEqual([]);
});

test('a call beyond the tokens of a minute is told rate_limit_tokens', async () => {
  const key = engine.createKey({ tokensPerMinute: 1 });
  await codeOf(key);
  expect(await codeOf(key)).toBe('rate_limit_tokens');
});
