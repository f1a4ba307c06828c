/** T14: a call that goes on from an earlier answer takes that for input again, though its body shows none of it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sendJson } from '../../support/fault-upstream.ts';
import { MODEL, openMoneyEngine, type MoneyEngine } from '../../support/money-engine.ts';
import { startTestEngine } from '../../support/test-engine.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { lastUsageRow } from '../../support/usage-rows.ts';

const usage = { input_tokens: 90_000, output_tokens: 10_000 };
const answer = { id: 'resp_1', object: 'response', status: 'completed', model: MODEL, usage };

interface Asking {
  readonly body?: object;
  readonly key?: string;
  readonly signal?: AbortSignal;
}

async function ask({ engine, key }: MoneyEngine, asking: Asking): Promise<number> {
  const response = await fetch(`${engine.base}/v1/responses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${asking.key ?? key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: MODEL, input: '', max_output_tokens: 1, ...asking.body }),
    signal: asking.signal ?? null,
  });
  await response.text();
  return response.status;
}

/** Tokens in and out cost 1 USD a million. */
async function open(home?: string): Promise<MoneyEngine> {
  const money = await openMoneyEngine({}, home === undefined ? {} : { home });
  const own = { id: MODEL, input: 1, output: 1, cachedInput: null, cacheWrite: null };
  money.engine.engine.parts.prices.own.save({ ...own, perCall: 0, setAt: 0 }, () => undefined);
  return money;
}

const keyOf = (money: MoneyEngine, usd: number): string =>
  money.engine.createKey({ budgets: [{ usd, per: 'total' }] });

const whole = (money: MoneyEngine): void =>
  money.upstream.answerWith((_request, response) => sendJson(response, 200, answer));

const streamed = (money: MoneyEngine): void =>
  money.upstream.answerWith((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const created = { ...answer, status: 'in_progress', usage: null };
    for (const [type, said] of [
      ['response.created', created],
      ['response.completed', answer],
    ] as const) {
      response.write(`event: ${type}\ndata: ${JSON.stringify({ type, response: said })}\n\n`);
    }
    response.end();
  });

describe('a call that goes on from an earlier answer', () => {
  test.each([
    ['whole', whole, {}],
    ['streamed', streamed, { stream: true }],
  ])('is held for by what that took, %s', async (_how, say, more) => {
    const money = await open();
    say(money);
    expect(await ask(money, { body: more })).toBe(200);
    await waitUntil('it is settled', () => lastUsageRow(money.engine).outcome === 'ok');
    const body = { ...more, previous_response_id: 'resp_1' };
    expect(await ask(money, { body, key: keyOf(money, 0.09) })).toBe(402);
    expect(await ask(money, { body, key: keyOf(money, 0.11) })).toBe(200);
  });

  test.each([
    { previous_response_id: 'resp_9' },
    { conversation: 'conv_1' },
    { conversation: { id: 'conv_1' } },
    { prompt: { id: 'pmpt_1' } },
  ])('is held for as a long one where nobody knows how long it is: %j', async (body) => {
    const money = await open();
    whole(money);
    expect(await ask(money, { body, key: keyOf(money, 0.19) })).toBe(402);
    expect(await ask(money, { body, key: keyOf(money, 0.21) })).toBe(200);
  });

  test('counts what led to it also when its client leaves before the answer', async () => {
    const money = await open();
    whole(money);
    await ask(money, {});
    money.upstream.answerWith(() => undefined);
    const leaving = new AbortController();
    const asked = ask(money, {
      body: { previous_response_id: 'resp_1' },
      key: keyOf(money, 1),
      signal: leaving.signal,
    }).catch(() => 'left');
    await waitUntil('it is asked', () => money.upstream.seen.length === 2);
    leaving.abort();
    expect(await asked).toBe('left');
    await waitUntil('it is settled', () => lastUsageRow(money.engine).outcome === 'client_gone');
    expect(lastUsageRow(money.engine).cost_usd).toBeCloseTo(0.1, 3);
  });

  test('counts what led to it also when its client leaves within the answer', async () => {
    const money = await open();
    whole(money);
    await ask(money, {});
    money.upstream.answerWith((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"type":"response.output_text.delta","delta":"word"}\n\n');
    });
    const leaving = new AbortController();
    const body = { previous_response_id: 'resp_1', stream: true };
    const asked = ask(money, { body, key: keyOf(money, 1), signal: leaving.signal });
    await waitUntil('it is asked', () => money.upstream.seen.length === 2);
    setTimeout(() => leaving.abort(), 100);
    await expect(asked).rejects.toThrow('abort');
    await waitUntil('it is settled', () => lastUsageRow(money.engine).outcome === 'client_gone');
    expect(lastUsageRow(money.engine)).toMatchObject({ status: 200, is_estimated: 1 });
    expect(lastUsageRow(money.engine).cost_usd).toBeCloseTo(0.1, 3);
  });

  test('is held for as a long one where Google keeps it', async () => {
    const money = await open();
    const cached = async (usd: number): Promise<number> => {
      const response = await fetch(`${money.engine.base}/v1beta/models/${MODEL}:generateContent`, {
        method: 'POST',
        headers: { 'x-goog-api-key': keyOf(money, usd), 'content-type': 'application/json' },
        body: JSON.stringify({
          contents: [],
          cachedContent: 'cachedContents/1',
          generationConfig: { maxOutputTokens: 1 },
        }),
      });
      return response.status;
    };
    expect(await cached(0.19)).toBe(402);
    expect(await cached(0.21)).toBe(200);
  });

  test.each([{ previous_response_id: null }, { conversation: null }, {}])(
    'is not one without: %j',
    async (body) => {
      const money = await open();
      whole(money);
      expect(await ask(money, { body, key: keyOf(money, 0.01) })).toBe(200);
    },
  );

  test('is held for as a long one after a restart', async () => {
    const home = mkdtempSync(join(tmpdir(), 'latchport-earlier-'));
    const money = await open(home);
    whole(money);
    await ask(money, {});
    const key = keyOf(money, 0.19);
    await money.engine.engine.stop();
    const engine = await startTestEngine({ home });
    onTestFinished(() => engine.close());
    expect(await ask({ ...money, engine }, { body: { previous_response_id: 'resp_1' }, key })).toBe(
      402,
    );
  });
});
