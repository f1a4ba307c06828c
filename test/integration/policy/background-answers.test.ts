/** T14: an answer that comes later, or is read again, is paid for exactly once, and held for until then. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sendJson, type Answer } from '../../support/fault-upstream.ts';
import { MODEL, openMoneyEngine, type MoneyEngine } from '../../support/money-engine.ts';
import { inTurn } from '../../support/in-turn.ts';
import { startTestEngine } from '../../support/test-engine.ts';
import { usageRows } from '../../support/usage-rows.ts';

const ID = 'resp_1';
const PATH = `/v1/responses/${ID}`;
const usage = { input_tokens: 5, output_tokens: 300 };
const body = { model: MODEL, input: 'a long story', max_output_tokens: 400 };

const response = (status: string, more: object = {}): object => ({
  id: ID,
  object: 'response',
  status,
  background: true,
  model: MODEL,
  output: [],
  usage: null,
  ...more,
});

const event = (type: string, status: string, more: object = {}): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, response: response(status, more) })}\n\n`;

const streamed: Answer = (request, answer) => {
  answer.writeHead(200, { 'content-type': 'text/event-stream' });
  if (request.method === 'POST') answer.write(event('response.created', 'queued'));
  else answer.end(event('response.completed', 'completed', { usage }));
};

/** Begins in the background and is done once `isDone`. */
function provider({ upstream }: MoneyEngine): { isDone: boolean } {
  const state = { isDone: false };
  let begun = 0;
  upstream.answerWith((request, answer) => {
    const isAsked = request.method === 'POST' && !request.url.endsWith('/cancel');
    if (isAsked) begun += 1;
    if (isAsked) sendJson(answer, 200, response('queued', { id: `resp_${begun}` }));
    else if (request.url.endsWith('input_items'))
      sendJson(answer, 200, { object: 'list', data: [] });
    else if (state.isDone) sendJson(answer, 200, response('completed', { usage }));
    else sendJson(answer, 200, response('in_progress'));
  });
  return state;
}

interface Asking {
  readonly path?: string;
  readonly method?: string;
  readonly body?: object;
  readonly key?: string;
}

function ask({ engine, key }: MoneyEngine, asking: Asking): Promise<Response> {
  const method = asking.method ?? 'GET';
  return fetch(engine.base + (asking.path ?? PATH), {
    method,
    headers: {
      authorization: `Bearer ${asking.key ?? key}`,
      'content-type': 'application/json',
      'x-latchport-connection': 'work',
    },
    body: asking.body === undefined ? null : JSON.stringify(asking.body),
  });
}

const begin = (money: MoneyEngine, key = money.key): Promise<Response> =>
  ask(money, { path: '/v1/responses', method: 'POST', body: { ...body, background: true }, key });

const open = (usd = 1): Promise<MoneyEngine> =>
  openMoneyEngine({ budgets: [{ usd, per: 'day' }], concurrentRequests: 1 });

async function left(
  money: MoneyEngine,
): Promise<{ readonly spent: number; readonly left: number }> {
  const me = JSON.parse(await (await ask(money, { path: '/v1/me' })).text());
  return { spent: me.budgets[0].spent_usd, left: me.budgets[0].left_usd };
}

describe('an answer that comes later', () => {
  test('is held for until it is there, so that no more begin than the budget covers', async () => {
    const money = await open();
    provider(money);
    const statuses: number[] = [];
    await inTurn(Array.from({ length: 4 }), async () => statuses.push((await begin(money)).status));
    expect(statuses).toEqual([200, 200, 402, 402]);
    expect(await left(money)).toEqual({ spent: 0, left: 0.2 });
  });

  test('is counted by the first reading that tells what it took, and by no other', async () => {
    const money = await open();
    const state = provider(money);
    await begin(money);
    await ask(money, {});
    expect(await left(money)).toEqual({ spent: 0, left: 0.6 });
    state.isDone = true;
    await inTurn(Array.from({ length: 5 }), () => ask(money, {}));
    expect(await left(money)).toEqual({ spent: 0.3, left: 0.7 });
    const [asked, ...readings] = usageRows(money.engine);
    expect(asked).toMatchObject({
      operation: 'responses',
      outcome: 'ok',
      output_tokens: 300,
      cost_usd: 0.3,
      is_estimated: 0,
    });
    expect(readings.map(({ cost_usd, output_tokens }) => [cost_usd, output_tokens])).toEqual(
      readings.map(() => [null, null]),
    );
  });

  test('is counted for the key that asked for it, whoever reads it', async () => {
    const money = await open();
    const state = provider(money);
    await begin(money);
    state.isDone = true;
    await ask(money, { key: money.engine.createKey() });
    expect(await left(money)).toEqual({ spent: 0.3, left: 0.7 });
  });

  test.each<readonly [string, Asking]>([
    ['its input', { path: `${PATH}/input_items` }],
    ['something else', { path: '/v1/responses/resp_2/input_items' }],
  ])('is not counted by a reading of %s', async (_what, asking) => {
    const money = await open();
    provider(money).isDone = true;
    await begin(money);
    await ask(money, asking);
    expect(await left(money)).toEqual({ spent: 0, left: 0.6 });
  });

  test.each<readonly [string, Asking]>([
    ['deleted', { method: 'DELETE' }],
    ['cancelled', { path: `${PATH}/cancel`, method: 'POST' }],
  ])('and is %s before it tells counts what was held', async (_what, asking) => {
    const money = await open();
    money.upstream.answerWith((request, answer) => {
      const isOver = request.method === 'DELETE' || request.url.endsWith('/cancel');
      sendJson(answer, 200, response(isOver ? 'cancelled' : 'queued'));
    });
    await begin(money);
    await ask(money, asking);
    expect(await left(money)).toEqual({ spent: 0.4, left: 0.6 });
  });

  test('and is streamed counts as much, also when its client leaves the stream', async () => {
    const money = await open();
    money.upstream.answerWith(streamed);
    const leaving = new AbortController();
    const asked = await fetch(`${money.engine.base}/v1/responses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${money.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, background: true, stream: true }),
      signal: leaving.signal,
    });
    await asked.body?.getReader().read();
    leaving.abort();
    await expect.poll(() => left(money)).toEqual({ spent: 0, left: 0.6 });
    await (await ask(money, { path: `${PATH}?stream=true&starting_after=1` })).text();
    expect(await left(money)).toEqual({ spent: 0.3, left: 0.7 });
    await (await ask(money, { path: `${PATH}?stream=true` })).text();
    expect(await left(money)).toEqual({ spent: 0.3, left: 0.7 });
  });

  test('of xAI is settled where it is fetched', async () => {
    const money = await open();
    const done = {
      object: 'chat.completion',
      model: MODEL,
      choices: [],
      usage: { prompt_tokens: 5, completion_tokens: 300 },
    };
    let isDone = false;
    money.upstream.answerWith((request, answer) => {
      if (request.method === 'POST') sendJson(answer, 200, { request_id: 'r-1' });
      else if (isDone) sendJson(answer, 200, done);
      else answer.writeHead(202).end();
    });
    const chat = { model: MODEL, messages: [], max_tokens: 400, deferred: true };
    await ask(money, { path: '/v1/chat/completions', method: 'POST', body: chat });
    const reading = { path: '/v1/chat/deferred-completion/r-1' };
    await ask(money, reading);
    expect(await left(money)).toEqual({ spent: 0, left: 0.6 });
    isDone = true;
    await ask(money, reading);
    await ask(money, reading);
    expect(await left(money)).toEqual({ spent: 0.3, left: 0.7 });
  });

  test.each([
    ['a chat', '/v1/chat/completions', { request_id: 'r-1', code: 'InternalError' }],
    ['a response', '/v1/responses', response('in_progress')],
  ])('is none where %s did not ask for it, whatever it is answered', async (_what, path, told) => {
    const money = await open();
    money.upstream.answerWith((_request, answer) => sendJson(answer, 200, told));
    await ask(money, { path, method: 'POST', body: { ...body, max_tokens: 400 } });
    const [record] = usageRows(money.engine);
    expect(record).toMatchObject({ outcome: 'ok', is_estimated: 1 });
    expect((await left(money)).left).toBeGreaterThan(0.9);
  });

  test('counts what was held for it when the engine ends before it is read', async () => {
    const home = mkdtempSync(join(tmpdir(), 'latchport-background-'));
    const money = await openMoneyEngine({ budgets: [{ usd: 1, per: 'day' }] }, { home });
    provider(money).isDone = true;
    await begin(money);
    await money.engine.engine.stop();
    const engine = await startTestEngine({ home });
    const again = { ...money, engine };
    expect(await left(again)).toEqual({ spent: 0.4, left: 0.6 });
    await ask(again, {});
    expect(await left(again)).toEqual({ spent: 0.4, left: 0.6 });
    await engine.engine.stop();
  });
});

describe('what was answered before', () => {
  test.each([
    PATH,
    `${PATH}?stream=true`,
    '/v1/chat/completions/chatcmpl-1',
    '/v1/chat/completions',
    '/v1/something/new/1',
  ])('is read for nothing at %s', async (path) => {
    const money = await open();
    money.upstream.answerWith((_request, answer) =>
      sendJson(answer, 200, response('completed', { usage })),
    );
    expect((await ask(money, { path })).status).toBe(200);
    expect(await left(money)).toEqual({ spent: 0, left: 1 });
  });
});

describe('an operation below /v1/responses', () => {
  test.each(['/v1/responses/compact', '/v1/responses/', '/v1/responses/anything/new'])(
    'is held for at %s',
    async (path) => {
      const money = await open(0.3);
      expect((await ask(money, { path, method: 'POST', body })).status).toBe(402);
      expect(money.upstream.seen).toHaveLength(0);
      const less = { ...body, max_output_tokens: 200 };
      expect((await ask(money, { path, method: 'POST', body: less })).status).toBe(200);
      expect(await left(money)).toEqual({ spent: 0.04, left: 0.26 });
    },
  );

  test('that only counts tokens costs nothing', async () => {
    const money = await open(0.3);
    const path = '/v1/responses/input_tokens';
    expect((await ask(money, { path, method: 'POST', body })).status).toBe(200);
    expect(await left(money)).toEqual({ spent: 0, left: 0.3 });
  });

  test('that runs a model needs one a limited key may use', async () => {
    const money = await openMoneyEngine({ allowedModels: ['other-*'] });
    const path = '/v1/responses/compact';
    const { model: _model, ...unnamed } = body;
    expect((await ask(money, { path, method: 'POST', body: unnamed })).status).toBe(400);
    expect((await ask(money, { path, method: 'POST', body })).status).toBe(403);
    expect(money.upstream.seen).toHaveLength(0);
  });
});
