/** What a call held is given back or counted exactly once, however it ends. */
import { describe, expect, test } from 'vitest';
import { chatEvent, sendJson, type Answer } from '../../support/fault-upstream.ts';
import { answerOf, MODEL, openMoneyEngine, type MoneyEngine } from '../../support/money-engine.ts';
import { usageRows } from '../../support/usage-rows.ts';
import { waitUntil } from '../../support/wait-until.ts';

const BUDGET_USD = 10;
/** Every call may take 100 tokens at a tenth of a cent. */
const RESERVED_USD = 0.1;

const open = (): Promise<MoneyEngine> =>
  openMoneyEngine({
    budgets: [{ usd: BUDGET_USD, per: 'day' }],
    tokensPerMinute: 100_000,
    concurrentRequests: 5,
  });

interface Asking {
  readonly path?: string;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

function ask({ engine, key }: MoneyEngine, { path, body = {}, signal }: Asking = {}) {
  return fetch(engine.base + (path ?? '/v1/chat/completions'), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: MODEL, max_tokens: 100, messages: [], ...body }),
    signal: signal ?? null,
  });
}

interface Held {
  readonly running: number;
  readonly tokensLeft: number;
  readonly usdLeft: number;
}

async function held({ engine, key }: MoneyEngine): Promise<Held> {
  const answer = await fetch(`${engine.base}/v1/me`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const me = JSON.parse(await answer.text());
  return {
    running: me.rate_limits.concurrent_requests.running,
    tokensLeft: me.rate_limits.tokens_per_minute.remaining,
    usdLeft: me.budgets[0].left_usd,
  };
}

const isOver = (money: MoneyEngine) => () =>
  usageRows(money.engine).every(({ outcome }) => outcome !== 'running');

const spent = (money: MoneyEngine): number =>
  usageRows(money.engine).reduce((sum, { cost_usd }) => sum + (cost_usd ?? 0), 0);

const endings: Readonly<Record<string, { answer: Answer; asking?: Asking; usd: number }>> = {
  'that took less than was held': {
    answer: (request, response) => sendJson(response, 200, answerOf(request, 30)),
    usd: 0.03,
  },
  'that took more than was held': {
    answer: (request, response) => sendJson(response, 200, answerOf(request, 300)),
    usd: 0.3,
  },
  'that the provider refused': {
    answer: (_request, response) => sendJson(response, 400, { error: { message: 'no' } }),
    usd: 0,
  },
  'that the provider broke': {
    answer: (_request, response) => void response.destroy(),
    usd: 0,
  },
  'whose answer told no usage': {
    answer: (_request, response) => sendJson(response, 200, { choices: [], text: 'x'.repeat(400) }),
    usd: 0.106,
  },
  'whose stream was cut after it told its usage': {
    answer: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const usage = { prompt_tokens: 5, completion_tokens: 20 };
      response.write(`data: ${JSON.stringify({ choices: [], usage })}\n\n`);
      setImmediate(() => response.destroy());
    },
    asking: { body: { stream: true } },
    usd: 0.02,
  },
  'whose stream was cut before it told its usage': {
    answer: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // 10 events of about a token each.
      for (let at = 0; at < 10; at += 1) response.write(chatEvent('word '.padEnd(60)));
      setImmediate(() => response.destroy());
    },
    asking: { body: { stream: true } },
    usd: 0.01,
  },
  'for pictures, which tells nothing': {
    answer: (_request, response) => sendJson(response, 200, { data: [{ b64_json: 'AAAA' }] }),
    // What a cap would say is not read there, so the tokens of the largest picture were held.
    asking: { path: '/v1/images/generations' },
    usd: 6.24,
  },
  'that only counts tokens': {
    answer: (_request, response) => sendJson(response, 200, { input_tokens: 5 }),
    asking: { path: '/v1/messages/count_tokens' },
    usd: 0,
  },
};

describe('a call', () => {
  test.each(Object.entries(endings))('%s', async (_name, { answer, asking, usd }) => {
    const money = await open();
    money.upstream.answerWith(answer);
    await ask(money, asking)
      .then((response) => response.text())
      .catch(() => undefined);
    await waitUntil('it is settled', isOver(money));
    expect(spent(money)).toBeCloseTo(usd, 2);
    const left = await held(money);
    expect(left.running).toBe(0);
    expect(left.usdLeft).toBeCloseTo(BUDGET_USD - spent(money), 9);
  });

  test('holds what it may take while it runs', async () => {
    const money = await open();
    const { promise, resolve } = Promise.withResolvers<void>();
    money.upstream.answerWith(async (request, response) => {
      await promise;
      sendJson(response, 200, answerOf(request, 10));
    });
    const running = ask(money);
    await waitUntil('it runs', () => money.upstream.seen.length === 1);
    const during = await held(money);
    expect(during).toMatchObject({ running: 1, usdLeft: BUDGET_USD - RESERVED_USD });
    expect(during.tokensLeft).toBeLessThan(100_000 - 100);
    resolve();
    await (await running).text();
    await waitUntil('it is settled', isOver(money));
    // 5 tokens in, 10 out.
    expect(await held(money)).toEqual({
      running: 0,
      usdLeft: BUDGET_USD - 0.01,
      tokensLeft: 100_000 - 15,
    });
  });

  test('whose client leaves before the answer counts its input', async () => {
    const money = await open();
    const { prices } = money.engine.engine.parts;
    const own = { id: MODEL, input: 1000, output: 1000, cachedInput: null, cacheWrite: null };
    prices.own.save({ ...own, perCall: 0, setAt: 0 }, () => undefined);
    money.upstream.answerWith(() => undefined);
    const leaving = new AbortController();
    const body = { messages: [{ role: 'user', content: 'x'.repeat(240) }] };
    const asked = ask(money, { body, signal: leaving.signal }).catch(() => 'left');
    await waitUntil('it runs', () => money.upstream.seen.length === 1);
    leaving.abort();
    expect(await asked).toBe('left');
    await waitUntil('it is settled', isOver(money));
    // About 300 bytes at 3 a token.
    expect(spent(money)).toBeCloseTo(0.1, 1);
    expect(spent(money)).toBeGreaterThan(0.08);
    const left = await held(money);
    expect(left.running).toBe(0);
    expect(left.usdLeft).toBeCloseTo(BUDGET_USD - spent(money), 9);
  });

  test('that is refused before it goes anywhere holds nothing', async () => {
    const money = await open();
    const answers = [
      await ask(money, { body: { model: 'nobody-has-it/x', stream: 'yes' } }),
      await ask(money, { body: { max_tokens: 50_000 } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 402]);
    expect(await held(money)).toEqual({ running: 0, usdLeft: BUDGET_USD, tokensLeft: 100_000 });
  });

  test('by a connection that costs nothing counts its tokens alone', async () => {
    const money = await open();
    const { connections } = money.engine.engine.parts;
    const work = connections.find('work');
    connections.save({ ...work, billing: 'subscription' });
    expect((await ask(money, { body: { max_tokens: 50_000 } })).status).toBe(200);
    await waitUntil('it is settled', isOver(money));
    expect(usageRows(money.engine).at(-1)).toMatchObject({
      cost_usd: 0,
      price_source: 'subscription',
      output_tokens: 40,
    });
    expect(await held(money)).toMatchObject({ usdLeft: BUDGET_USD, tokensLeft: 100_000 - 45 });
  });
});
