/** What a limited key is told, on every answer it gets. */
import { describe, expect, test } from 'vitest';
import { answerOf, MODEL, openMoneyEngine, type MoneyEngine } from '../../support/money-engine.ts';
import { sendJson } from '../../support/fault-upstream.ts';
import { waitUntil } from '../../support/wait-until.ts';

interface Asking {
  readonly path?: string;
  readonly method?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
}

function ask({ engine, key }: MoneyEngine, asking: Asking = {}): Promise<Response> {
  const method = asking.method ?? 'POST';
  return fetch(engine.base + (asking.path ?? '/v1/chat/completions'), {
    method,
    headers: {
      authorization: `Bearer ${asking.key ?? key}`,
      'content-type': 'application/json',
      ...asking.headers,
    },
    body:
      method === 'GET'
        ? null
        : JSON.stringify({ model: MODEL, max_tokens: 10, messages: [], ...asking.body }),
  });
}

const limited = { requestsPerMinute: 10, tokensPerMinute: 50_000, concurrentRequests: 3 };

const told = (response: Response): Record<string, string> =>
  Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('x-ratelimit-')));

describe('every answer to a limited key tells its limits', () => {
  test.each<readonly [string, Asking, number]>([
    ['an answer', {}, 200],
    ['an answer of another dialect', { path: '/v1/messages' }, 200],
    ['a list of models', { path: '/v1/models', method: 'GET' }, 200],
    ['who it is', { path: '/v1/me', method: 'GET' }, 200],
    ['a model that is not there', { path: '/v1/models/nobody', method: 'GET' }, 404],
    ['a model that is not known', { body: { model: 'openai/' } }, 404],
    ['a body that is not valid', { body: { stream: 'yes' } }, 400],
    ['a page that may not use it', { headers: { origin: 'https://evil.example' } }, 403],
    ['a budget that is used up', { body: { max_tokens: 1_000_000 } }, 402],
    ['an error of the provider', { path: '/v1/embeddings' }, 500],
  ])('%s', async (_what, asking, status) => {
    const money = await openMoneyEngine({ ...limited, budgets: [{ usd: 5, per: 'day' }] });
    money.upstream.answerWith((request, response) =>
      sendJson(response, request.url.includes('embeddings') ? 500 : 200, answerOf(request, 10)),
    );
    const response = await ask(money, asking);
    expect(response.status).toBe(status);
    expect(told(response)).toMatchObject({
      'x-ratelimit-limit-requests': '10',
      'x-ratelimit-limit-tokens': '50000',
      'x-ratelimit-limit-concurrent-requests': '3',
      'x-ratelimit-remaining-requests': expect.stringMatching(/^(9|10)$/),
      'x-ratelimit-reset-tokens': expect.stringMatching(/^\d+(\.\d+)?s$/),
    });
  });

  test('and none of the account’s, which a key without limits is told', async () => {
    const money = await openMoneyEngine(limited);
    money.upstream.answerWith((request, response) => {
      response.setHeader('x-ratelimit-limit-requests', '777');
      response.setHeader('x-ratelimit-limit-project-requests', '777');
      response.setHeader('anthropic-ratelimit-requests-limit', '777');
      sendJson(response, 200, answerOf(request, 10));
    });
    const bound = await ask(money);
    expect(told(bound)['x-ratelimit-limit-requests']).toBe('10');
    expect(told(bound)).not.toHaveProperty('x-ratelimit-limit-project-requests');
    expect(bound.headers.get('anthropic-ratelimit-requests-limit')).toBe('777');
    const free = await ask(money, { key: money.engine.createKey() });
    expect(told(free)).toEqual({
      'x-ratelimit-limit-requests': '777',
      'x-ratelimit-limit-project-requests': '777',
    });
  });
});

describe('over a limit', () => {
  test('a call is refused in its dialect, with the time to wait', async () => {
    const money = await openMoneyEngine({ requestsPerMinute: 2 });
    expect([(await ask(money)).status, (await ask(money)).status]).toEqual([200, 200]);
    const refused = await ask(money, { path: '/v1/messages', body: { max_tokens: 10 } });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(refused.headers.get('x-latchport-error-code')).toBe('rate_limit_requests');
    expect(told(refused)['x-ratelimit-remaining-requests']).toBe('0');
    expect(JSON.parse(await refused.text())).toMatchObject({
      type: 'error',
      error: { type: 'rate_limit_error' },
    });
    expect(money.upstream.seen).toHaveLength(2);
  });

  test('of tokens a call is refused by what it may take', async () => {
    const money = await openMoneyEngine({ tokensPerMinute: 1000 });
    expect((await ask(money, { body: { max_tokens: 900 } })).status).toBe(200);
    await waitUntil('it is settled', async () => {
      const left = told(await ask(money, { path: '/v1/me', method: 'GET' }));
      return left['x-ratelimit-remaining-tokens'] === '955';
    });
    const refused = await ask(money, { body: { max_tokens: 960 } });
    expect(refused.headers.get('x-latchport-error-code')).toBe('rate_limit_tokens');
  });

  test('of calls at once the next waits its turn', async () => {
    const money = await openMoneyEngine({ concurrentRequests: 1 });
    const { promise, resolve } = Promise.withResolvers<void>();
    money.upstream.answerWith(async (request, response) => {
      await promise;
      sendJson(response, 200, answerOf(request, 10));
    });
    const first = ask(money);
    await waitUntil('the first runs', () => money.upstream.seen.length === 1);
    const second = ask(money);
    const refused = await ask(money);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-latchport-error-code')).toBe('rate_limit_concurrency');
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await second).status).toBe(429);
    const third = ask(money);
    resolve();
    expect([(await first).status, (await third).status]).toEqual([200, 200]);
  });
});

describe('what a budgeted key is told', () => {
  test('is what is left, what running calls may cost set aside', async () => {
    const money = await openMoneyEngine({
      budgets: [
        { usd: 1, per: 'day' },
        { usd: 100, per: 'total' },
      ],
    });
    const answer = await ask(money, { body: { max_tokens: 100 } });
    expect(answer.headers.get('x-latchport-budget-remaining-usd')).toBe('0.900000');
    expect((await ask(money)).headers.get('x-latchport-budget-remaining-usd')).toBe('0.950000');
    const free = await ask(money, { key: money.engine.createKey() });
    expect(free.headers.has('x-latchport-budget-remaining-usd')).toBe(false);
  });

  test('about itself is all of it, and its workspace’s', async () => {
    const money = await openMoneyEngine({ ...limited, budgets: [{ usd: 1, per: 'day' }] });
    const { parts } = money.engine.engine;
    const personal = parts.workspaces.find('personal');
    parts.workspaces.save({ ...personal, budgets: [{ usd: 3, per: 'total' }] }, () => undefined);
    await ask(money);
    await ask(money, { key: money.engine.createKey() });
    const me = JSON.parse(await (await ask(money, { path: '/v1/me', method: 'GET' })).text());
    expect(me).toMatchObject({
      object: 'virtual_key',
      workspace: 'personal',
      rate_limits: {
        requests_per_minute: { limit: 10, remaining: 9 },
        tokens_per_minute: { limit: 50_000, remaining: 49_955 },
        concurrent_requests: { limit: 3, running: 0 },
      },
      budgets: [{ usd: 1, per: 'day', spent_usd: 0.04, left_usd: 0.96, raised_until: null }],
      workspace_budgets: [
        { usd: 3, per: 'total', spent_usd: 0.08, left_usd: 2.92, resets_at: null },
      ],
    });
    expect(Date.parse(me.budgets[0].resets_at)).toBeGreaterThan(Date.now());
  });
});

describe('a model whose price nobody knows', () => {
  const unknown = { body: { model: 'work/unheard-of' } };

  test('is allowed, and recorded as unknown, unless the key says otherwise', async () => {
    const money = await openMoneyEngine({ budgets: [{ usd: 1, per: 'day' }] });
    expect((await ask(money, unknown)).status).toBe(200);
    const key = money.engine.createKey({ unknownPrice: 'refuse' });
    const refused = await ask(money, { ...unknown, key });
    expect(refused.status).toBe(403);
    const { error } = JSON.parse(await refused.text());
    expect(error.code).toBe('price_unknown');
    expect(error.message).toContain('latchport price set');
    expect((await ask(money, { key })).status).toBe(200);
  });

  test('is refused by both once the budget is used up', async () => {
    const money = await openMoneyEngine({ budgets: [{ usd: 0.04, per: 'day' }] });
    expect((await ask(money)).status).toBe(200);
    expect((await ask(money, unknown)).status).toBe(402);
  });

  test('includes calls that name no model at all', async () => {
    const money = await openMoneyEngine({
      unknownPrice: 'refuse',
      budgets: [{ usd: 1, per: 'day' }],
    });
    const batch = { path: '/v1/batches', headers: { 'x-latchport-connection': 'work' } };
    expect((await ask(money, { ...batch, body: { model: undefined } })).status).toBe(403);
    expect((await ask(money, { ...batch, method: 'GET' })).status).toBe(200);
  });
});

describe('a key made for one run of a program', () => {
  test('spends the money of the key it was made from', async () => {
    const money = await openMoneyEngine({ label: 'editor', budgets: [{ usd: 0.1, per: 'day' }] });
    const child = money.engine.createKey({ label: 'run', parent: 'editor' });
    const answers = [
      await ask(money, { key: child }),
      await ask(money),
      await ask(money, { key: child }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await ask(money, { key: child, body: { max_tokens: 100 } })).status).toBe(402);
    const second = money.engine.createKey({ label: 'run 2', parent: 'run' });
    expect((await ask(money, { key: second })).status).toBe(402);
  });
});
