/** T14: a cap its provider does not read is none, and no number a call names can break the sums. */
import { describe, expect, test } from 'vitest';
import { MODEL, openMoneyEngine, type MoneyEngine } from '../../support/money-engine.ts';
import { usageRows } from '../../support/usage-rows.ts';

interface Asking {
  readonly path: string;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask({ engine, key }: MoneyEngine, asking: Asking): Promise<number> {
  const answer = await fetch(engine.base + asking.path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...asking.headers,
    },
    body: JSON.stringify(asking.body),
  });
  await answer.text();
  return answer.status;
}

const chat = { path: '/v1/chat/completions', body: { model: MODEL, messages: [] } };
const responses = { path: '/v1/responses', body: { model: MODEL, input: '' } };
const messages = {
  path: '/v1/messages',
  body: { model: MODEL, messages: [] },
  headers: { 'anthropic-version': '2023-06-01' },
};
const gemini = { path: `/v1beta/models/${MODEL}:generateContent`, body: { contents: [] } };

const cases: readonly (readonly [string, Asking, believed: object, claimed: readonly object[]])[] =
  [
    [
      'chat',
      chat,
      { max_completion_tokens: 1 },
      [{ max_output_tokens: 1 }, { MAX_TOKENS: 1 }, { generationConfig: { maxOutputTokens: 1 } }],
    ],
    [
      'responses',
      responses,
      { max_output_tokens: 1 },
      [{ max_tokens: 1 }, { max_completion_tokens: 1 }],
    ],
    [
      'messages',
      messages,
      { max_tokens: 1 },
      [{ max_output_tokens: 1 }, { max_completion_tokens: 1 }],
    ],
    [
      'Gemini',
      gemini,
      { generationConfig: { maxOutputTokens: 1 } },
      [{ max_tokens: 1 }, { generationConfig: { max_tokens: 1 } }, { maxOutputTokens: 1 }],
    ],
  ];

const open = (): Promise<MoneyEngine> => openMoneyEngine({ budgets: [{ usd: 1, per: 'day' }] });

describe.each(cases)('a cap of %s', (_dialect, asking, believed, claimed) => {
  const withMembers = (more: object): Asking => ({ ...asking, body: { ...asking.body, ...more } });

  test('is believed in its own name', async () => {
    expect(await ask(await open(), withMembers(believed))).toBe(200);
  });

  test.each(claimed)('is not believed in that of another dialect: %j', async (more) => {
    const money = await open();
    expect(await ask(money, withMembers(more))).toBe(402);
    expect(money.upstream.seen).toHaveLength(0);
  });
});

describe('a cap where none is read', () => {
  const asks: readonly (readonly [string, Asking, usd: number])[] = [
    ['for a picture', { path: '/v1/images/generations', body: { prompt: '' } }, 6.24],
    ['for two', { path: '/v1/images/generations', body: { prompt: '', n: 2 } }, 12.48],
    ['for speech', { path: '/v1/audio/speech', body: { input: '' } }, 4.096],
  ];

  test.each(asks)('is not believed %s', async (_what, asking, usd) => {
    const capped = { ...asking, body: { ...asking.body, model: MODEL, max_tokens: 1 } };
    const cover = async (budget: number): Promise<number> =>
      ask(await openMoneyEngine({ budgets: [{ usd: budget, per: 'day' }] }), capped);
    expect(await cover(usd - 0.01)).toBe(402);
    expect(await cover(usd + 0.01)).toBe(200);
  });
});

describe('a number too large to count', () => {
  const huge = [
    { max_tokens: 1e300, n: 1e300 },
    { max_tokens: 1, n: Number.MAX_VALUE },
    { max_tokens: Number.MAX_VALUE },
  ];

  test.each(huge)('is refused by a budget: %j', async (more) => {
    const money = await openMoneyEngine({ budgets: [{ usd: 1, per: 'day' }] });
    expect(await ask(money, { ...chat, body: { ...chat.body, ...more } })).toBe(402);
  });

  test.each(huge)('leaves finite sums where no budget is: %j', async (more) => {
    const money = await openMoneyEngine({ unknownPrice: 'refuse', tokensPerMinute: 1000 });
    money.upstream.answerWith((_request, response) => void response.end('{"data":[]}'));
    const images = { path: '/v1/images/generations', body: { model: MODEL, prompt: '', ...more } };
    expect(await ask(money, images)).toBe(200);
    const [row] = usageRows(money.engine);
    expect(row?.cost_usd).toBeGreaterThan(0);
    expect(Number.isFinite(row?.cost_usd)).toBe(true);
    const { workspaces } = money.engine.engine.parts;
    const personal = workspaces.find('personal');
    workspaces.save({ ...personal, budgets: [{ usd: 1, per: 'day' }] }, () => undefined);
    expect(await ask(money, { ...chat, body: { ...chat.body, max_tokens: 1 } })).toBe(402);
  });
});
