/** T14: a stream without a cap that says more than was set aside for it is held for on its way, and ended when the budget does not cover it. */
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { chatEvent, type Answer } from '../../support/fault-upstream.ts';
import {
  MODEL,
  openMoneyEngine,
  USD_PER_TOKEN,
  type MoneyEngine,
} from '../../support/money-engine.ts';
import { lastUsageRow } from '../../support/usage-rows.ts';
import { waitUntil } from '../../support/wait-until.ts';

const SSE = { 'content-type': 'text/event-stream' };

/** Sends one event after the other, as fast as they are taken, `count` of them. */
function pour(response: ServerResponse, event: string, count: number, end: string): void {
  let sent = 0;
  const send = (): void => {
    while (sent < count && !response.destroyed) {
      sent += 1;
      if (!response.write(event)) return void response.once('drain', send);
    }
    if (!response.destroyed) response.end(end);
  };
  response.writeHead(200, SSE);
  send();
}

/** About a token each, by the bytes they take. */
const chatWord = chatEvent('word '.padEnd(120));
const chatEnd = `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 5000 } })}\n\ndata: [DONE]\n\n`;

const chat =
  (count: number): Answer =>
  (_request, response) =>
    pour(response, chatWord, count, chatEnd);

const geminiWord = `data: ${JSON.stringify({
  candidates: [{ content: { parts: [{ text: 'word '.repeat(100) }] } }],
  usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 6000 },
})}\n\n`;

interface Heard {
  readonly status: number;
  readonly text: string;
}

async function ask({ engine, key }: MoneyEngine, path: string, body: object): Promise<Heard> {
  const answer = await fetch(engine.base + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
}

const call = { model: MODEL, messages: [], stream: true };
const path = '/v1/chat/completions';

const open = (usd: number): Promise<MoneyEngine> =>
  openMoneyEngine({ budgets: [{ usd, per: 'day' }] });

/** `input`: USD a million tokens. */
function setPrice({ engine }: MoneyEngine, input: number): void {
  const price = { id: MODEL, input, output: USD_PER_TOKEN * 1e6, cachedInput: null };
  engine.engine.parts.prices.own.save(
    { ...price, cacheWrite: null, perCall: 0, setAt: Date.now() },
    () => undefined,
  );
}

describe('a stream without a cap', () => {
  test('that is endless ends where the budget does', async () => {
    const money = await open(6);
    money.upstream.answerWith(chat(1_000_000));
    const { status, text } = await ask(money, path, call);
    expect(status).toBe(200);
    expect(text).toContain('budget_exhausted');
    await waitUntil('it is ended at the provider', () => money.upstream.aborted.length === 1);
    await waitUntil('it is settled', () => lastUsageRow(money.engine).outcome !== 'running');
    const row = lastUsageRow(money.engine);
    expect(row).toMatchObject({ outcome: 'upstream_error', error_code: 'budget_exhausted' });
    expect(row.cost_usd).toBeGreaterThan(4);
    // A look is 66 tokens apart, and what was on its way when it ended is not counted.
    expect(row.cost_usd).toBeLessThan(6.1);
  });

  test('is counted on its way as its provider counts, where that is more', async () => {
    const money = await open(5);
    money.upstream.answerWith((_request, response) => pour(response, geminiWord, 200, ''));
    const gemini = `/v1beta/models/${MODEL}:streamGenerateContent?alt=sse`;
    const { text } = await ask(money, gemini, { contents: [] });
    expect(text).toContain('budget_exhausted');
  });

  test('that goes on from an earlier answer is held for with what led to it', async () => {
    const money = await open(7);
    // 200,000 tokens, as of an answer nobody knows: 2 USD, and 4.1 for the first 4,096 out.
    setPrice(money, 10);
    const event = `data: {"type":"response.output_text.delta","delta":"${'word '.repeat(38)}"}\n\n`;
    money.upstream.answerWith((_request, response) => pour(response, event, 5500, ''));
    const goingOn = { model: MODEL, input: 'and', previous_response_id: 'resp_1', stream: true };
    const { status, text } = await ask(money, '/v1/responses', goingOn);
    expect(status).toBe(200);
    expect(text).toContain('budget_exhausted');
  });

  test('goes on while the budget covers it', async () => {
    const money = await open(50);
    money.upstream.answerWith(chat(6000));
    const { text } = await ask(money, path, call);
    expect(text).toContain('[DONE]');
    await waitUntil('it is settled', () => lastUsageRow(money.engine).outcome === 'ok');
    expect(lastUsageRow(money.engine)).toMatchObject({ output_tokens: 5000, cost_usd: 5 });
    const { text: me } = await get(money, '/v1/me');
    expect(JSON.parse(me).budgets[0]).toMatchObject({ spent_usd: 5, left_usd: 45 });
  });

  test('holds what it has said while it runs, so that no other call spends it', async () => {
    const money = await open(10);
    money.upstream.answerWith((_request, response) => {
      response.writeHead(200, SSE);
      response.write(chatWord.repeat(7000));
    });
    const leaving = new AbortController();
    const running = await fetch(money.engine.base + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${money.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(call),
      signal: leaving.signal,
    });
    const reading = running.text().catch(() => 'left');
    await expect
      .poll(async () => JSON.parse((await get(money, '/v1/me')).text).budgets[0].left_usd)
      .toBeLessThan(3);
    expect((await ask(money, path, call)).status).toBe(402);
    leaving.abort();
    await reading;
  });

  test('with a cap is its provider’s to end', async () => {
    const money = await open(5);
    money.upstream.answerWith(chat(6000));
    const { text } = await ask(money, path, { ...call, max_tokens: 4500 });
    expect(text).toContain('[DONE]');
  });
});

async function get({ engine, key }: MoneyEngine, where: string): Promise<Heard> {
  const answer = await fetch(engine.base + where, { headers: { authorization: `Bearer ${key}` } });
  return { status: answer.status, text: await answer.text() };
}
