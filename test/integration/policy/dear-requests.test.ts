/** T14: what makes a call dearer than its length shows is held for before it is sent. */
import { describe, expect, test } from 'vitest';
import type { OwnPrice } from '../../../src-proxy/prices/own-prices.ts';
import {
  MODEL,
  openMoneyEngine,
  USD_PER_TOKEN,
  type MoneyEngine,
} from '../../support/money-engine.ts';

interface Asking {
  readonly path: string;
  /** Text is sent as it is. */
  readonly body: object | string;
  readonly pin?: string;
}

const open = (usd: number): Promise<MoneyEngine> =>
  openMoneyEngine({ budgets: [{ usd, per: 'day' }] });

async function ask({ engine, key }: MoneyEngine, { path, body, pin }: Asking): Promise<number> {
  const answer = await fetch(engine.base + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...(pin === undefined ? {} : { 'x-latchport-connection': pin }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  await answer.text();
  return answer.status;
}

function setPrice({ engine }: MoneyEngine, price: Partial<OwnPrice>): void {
  const blank = { id: MODEL, input: 0, output: 0, cachedInput: null, cacheWrite: null };
  engine.engine.parts.prices.own.save(
    { ...blank, perCall: 0, setAt: Date.now(), ...price },
    () => undefined,
  );
}

describe('several prompts in one call', () => {
  const completion = { model: MODEL, max_tokens: 40 };
  const prompts: readonly (readonly [string, object, number])[] = [
    ['one prompt', { prompt: 'a' }, 1],
    ['one prompt of token ids', { prompt: [1, 2, 3, 4, 5] }, 1],
    ['a list of one', { prompt: ['a'] }, 1],
    ['a list', { prompt: ['a', 'b, c', 'd'] }, 3],
    ['a list of lists of token ids', { prompt: [[1, 2], [3], [4]] }, 3],
    ['a list with n', { prompt: ['a', 'b'], n: 2 }, 4],
    ['a list with best_of', { prompt: ['a', 'b'], n: 1, best_of: 3 }, 6],
    ['a list under another spelling', { prompt: 'a', PROMPT: ['a', 'b'] }, 2],
  ];

  test.each(prompts)('%s is held for', async (_what, more, answers) => {
    const cost = answers * 40 * USD_PER_TOKEN;
    const asking = { path: '/v1/completions', body: { ...completion, ...more } };
    expect(await ask(await open(cost + 0.001), asking)).toBe(200);
    expect(await ask(await open(cost - 0.001), asking)).toBe(402);
  });

  test('is refused where nobody could count it', async () => {
    const money = await open(1);
    const body = `{"model":"${MODEL}","prompt":["a",,"b"],"max_tokens":1}`;
    expect(await ask(money, { path: '/v1/completions', body })).toBe(400);
    expect(money.upstream.seen).toHaveLength(0);
  });
});

describe('token ids', () => {
  const ids = Array.from({ length: 3000 }, () => 1);

  test.each<readonly [string, Asking]>([
    ['of an embedding', { path: '/v1/embeddings', body: { model: MODEL, input: ids } }],
    ['of embeddings', { path: '/v1/embeddings', body: { model: MODEL, input: [ids] } }],
    [
      'of a prompt',
      { path: '/v1/completions', body: { model: MODEL, prompt: ids, max_tokens: 1 } },
    ],
  ])('%s count one by one, however short', async (_what, asking) => {
    const money = await open(2.9);
    setPrice(money, { input: USD_PER_TOKEN * 1e6 });
    expect(await ask(money, asking)).toBe(402);
  });

  test('of many texts count all of them', async () => {
    const money = await open(2.9);
    setPrice(money, { input: USD_PER_TOKEN * 1e6 });
    const input = Array.from({ length: 1000 }, () => 'some words');
    expect(await ask(money, { path: '/v1/embeddings', body: { model: MODEL, input } })).toBe(402);
  });
});

describe('a prompt kept in the cache for an hour', () => {
  const model = 'claude-sonnet-4-5';
  // About 100,000 tokens: 0.3 USD, written for five minutes 0.375, for an hour 0.6.
  const text = 'word '.repeat(60_000);
  const asking = (ttl: string): Asking => ({
    path: '/v1/messages',
    pin: 'claude',
    body: `{"model":"${model}","max_tokens":1,"system":[{"type":"text","text":"${text}","cache_control":{"type":"ephemeral"${ttl}}}],"messages":[]}`,
  });

  test('is held for at its own price, however that is spelled', async () => {
    expect(await ask(await open(0.5), asking(''))).toBe(200);
    expect(await ask(await open(0.5), asking(',"ttl":"5m"'))).toBe(200);
    expect(await ask(await open(0.5), asking(',"ttl":"1h"'))).toBe(402);
    expect(await ask(await open(0.5), asking(String.raw`,"ttl":"\u0031h"`))).toBe(402);
    expect(await ask(await open(0.7), asking(',"ttl":"1h"'))).toBe(200);
  });
});

describe('sound', () => {
  // About 100,000 tokens: 0.03 USD as text, 0.1 as sound.
  const contents = [{ role: 'user', parts: [{ text: 'word '.repeat(60_000) }] }];
  const sized = { maxOutputTokens: 10 };
  const asking = (generationConfig: object): Asking => ({
    path: '/v1beta/models/gemini-2.5-flash:generateContent',
    pin: 'gemini',
    body: { contents, generationConfig },
  });

  test('is held for at its own price, however it is spelled', async () => {
    expect(await ask(await open(0.05), asking(sized))).toBe(200);
    const spoken = asking({ ...sized, responseModalities: ['AUDIO'] });
    expect(await ask(await open(0.05), spoken)).toBe(402);
    const body = JSON.stringify(spoken.body).replace('AUDIO', String.raw`\u0041UDIO`);
    expect(await ask(await open(0.05), { ...spoken, body })).toBe(402);
  });
});

describe('a dearer model that may run in place of the one named', () => {
  test('is held for', async () => {
    const money = await open(0.05);
    setPrice(money, { id: 'dear', output: 100 * USD_PER_TOKEN * 1e6 });
    const body = { model: MODEL, max_tokens: 40, messages: [] };
    const path = '/v1/chat/completions';
    expect(await ask(money, { path, body: { ...body, models: ['dear'] } })).toBe(402);
    expect(await ask(money, { path, body: { ...body, models: [MODEL] } })).toBe(200);
  });
});

async function openOwn(usd: number): Promise<MoneyEngine> {
  const money = await open(usd);
  await money.connect('self_hosted', 'box');
  return money;
}

describe('a server of one’s own that is paid for', () => {
  const modelless: Asking = {
    path: '/v1/something/new',
    pin: 'box',
    body: { max_tokens: 40, messages: [] },
  };

  test('is held for by what it may run, where a call names no model', async () => {
    expect(await ask(await openOwn(0.039), modelless)).toBe(402);
    expect(await ask(await openOwn(0.041), modelless)).toBe(200);
  });

  test('is held for by what it may run, where a call names another model', async () => {
    const named = {
      path: '/v1/chat/completions',
      pin: 'box',
      body: { model: 'box/anything', max_tokens: 40, messages: [] },
    };
    expect(await ask(await openOwn(0.039), named)).toBe(402);
    expect(await ask(await openOwn(0.041), named)).toBe(200);
  });

  test('is held for also before it has listed what it runs', async () => {
    const money = await openOwn(0.039);
    const { connections } = money.engine.engine.parts;
    connections.saveModels(connections.find('box').id, [], Date.now());
    expect(await ask(money, modelless)).toBe(200);
    setPrice(money, { id: `self_hosted/${MODEL}`, output: USD_PER_TOKEN * 1e6 });
    expect(await ask(money, modelless)).toBe(402);
  });

  test('costs nothing where nobody said what it costs', async () => {
    const money = await openMoneyEngine({ budgets: [{ usd: 0.04, per: 'day' }] });
    money.engine.engine.parts.prices.own.remove(MODEL, () => undefined);
    await money.connect('self_hosted', 'box');
    for (const asking of [modelless, { ...modelless, path: '/v1/chat/completions/' }]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await ask(money, asking)).toBe(200);
    }
  });
});
