/** T14, T15: no key with limits gets a line of the provider's own, on which none of them would hold. */
import { describe, expect, test } from 'vitest';
import { sendJson } from '../support/fault-upstream.ts';
import { openMoneyEngine, type MoneyEngine } from '../support/money-engine.ts';

const paths = [
  '/v1/realtime/calls',
  '/v1/realtime/calls/rtc_1/accept',
  '/v1/organization/projects/p/service_accounts',
  '/v1/keys',
] as const;

const spellings = [
  '/v1/realtime/c%61lls',
  '/v1/%72ealtime/calls',
  '/v1/%2572ealtime/calls',
  '/v1//realtime/calls',
  '/v1/Realtime/Calls/',
  '/v1/realtime;a=1/calls',
  '/openai/v1/realtime/calls?a=1',
] as const;

const limits: Readonly<Record<string, Parameters<typeof openMoneyEngine>[0]>> = {
  'a budget': { budgets: [{ usd: 1, per: 'day' }] },
  'a rate limit': { requestsPerMinute: 5 },
  'models of its own': { allowedModels: ['m*'] },
};

async function ask({ engine, key, upstream }: MoneyEngine, path: string): Promise<Response> {
  upstream.answerWith((_request, response) => sendJson(response, 200, { sdp: 'v=0' }));
  return fetch(engine.base + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'x-latchport-connection': 'work',
    },
    body: JSON.stringify({ model: 'm1', session: { type: 'realtime', model: 'm1' } }),
  });
}

describe.each(Object.entries(limits))('a key with %s', (_what, settings) => {
  test.each([...paths, ...spellings])('is refused %s', async (path) => {
    const money = await openMoneyEngine(settings);
    const response = await ask(money, path);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('direct_line_refused');
    expect(money.upstream.seen).toHaveLength(0);
  });
});

test('a key made for one run of a program is refused what its parent is', async () => {
  const money = await openMoneyEngine({ label: 'editor', budgets: [{ usd: 1, per: 'day' }] });
  const child = money.engine.createKey({ label: 'run', parent: 'editor' });
  const response = await ask({ ...money, key: child }, paths[0]);
  expect(response.status).toBe(403);
  expect(money.upstream.seen).toHaveLength(0);
});

test('a key without limits is not', async () => {
  const money = await openMoneyEngine();
  const response = await ask(money, paths[0]);
  expect(await response.json()).toEqual({ sdp: 'v=0' });
});

test('and nothing else is taken for one', async () => {
  const money = await openMoneyEngine(limits['models of its own']);
  expect((await ask(money, '/v1/something/realtimes')).status).toBe(200);
});
