/**
 * SECURITY T14: a budget holds in every dialect and on every route a call can take, however many come at
 * once, after a restart, and with the clock set back; and each is told so in its own dialect.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { setAlias } from '../../../src-proxy/aliases/set-alias.ts';
import { sendJson, startFaultUpstream } from '../../support/fault-upstream.ts';
import { answerOf, MODEL, openMoneyEngine, type MoneyEngine } from '../../support/money-engine.ts';
import { startTestEngine } from '../../support/test-engine.ts';
import { usageRows } from '../../support/usage-rows.ts';
import { waitUntil } from '../../support/wait-until.ts';

const CALLS = 50;
/** Each of these calls reserves 40 tokens at a tenth of a cent, and takes them. */
const CAP_TOKENS = 40;
const COVERED = 25;

interface Route {
  readonly path?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** What its error says, where that is not OpenAI's. */
  readonly refusal?: object;
  readonly prepare?: (money: MoneyEngine) => Promise<void> | void;
}

const openAiRefusal = { error: { type: 'billing_error', code: 'budget_exhausted' } };
const anthropicRefusal = { type: 'error', error: { type: 'billing_error' } };
const geminiRefusal = { error: { code: 402, details: [{ reason: 'budget_exhausted' }] } };

const chat = { model: MODEL, max_tokens: CAP_TOKENS, messages: [] };

function aliasTo(target: string): (money: MoneyEngine) => void {
  return ({ engine: { engine } }) => {
    setAlias(engine.parts, { workspaceId: 'personal', name: 'smart', targets: [target] }, 'cli');
  };
}

const routes: Readonly<Record<string, Route>> = {
  'chat completions': {},
  'chat completions without a version': { path: '/chat/completions' },
  'legacy completions': { path: '/v1/completions', body: { ...chat, prompt: '' } },
  'two prompts of half the size at once': {
    path: '/v1/completions',
    body: { ...chat, max_tokens: CAP_TOKENS / 2, prompt: ['', ''] },
  },
  responses: {
    path: '/v1/responses',
    body: { model: MODEL, max_output_tokens: CAP_TOKENS, input: '' },
  },
  'a response compacted': {
    path: '/v1/responses/compact',
    body: { model: MODEL, max_output_tokens: CAP_TOKENS, input: '' },
  },
  'a path of odd form below one that is free': {
    path: '/v1/responses//',
    body: { model: MODEL, max_output_tokens: CAP_TOKENS, input: '' },
  },
  'a path of odd form below the files': { path: '/v1/files//' },
  'Anthropic messages': {
    path: '/v1/messages?beta=true',
    headers: { 'anthropic-version': '2023-06-01' },
    refusal: anthropicRefusal,
  },
  'Anthropic messages by an alias': {
    path: '/anthropic/v1/messages',
    body: { ...chat, model: 'smart' },
    refusal: anthropicRefusal,
    prepare: aliasTo(`claude/${MODEL}`),
  },
  'Anthropic messages by the override header': {
    path: '/v1/messages',
    body: { ...chat, model: 'another' },
    headers: { 'x-latchport-override-model': MODEL },
    refusal: anthropicRefusal,
  },
  Gemini: {
    path: `/v1beta/models/${MODEL}:generateContent`,
    body: { generationConfig: { maxOutputTokens: CAP_TOKENS }, contents: [] },
    refusal: geminiRefusal,
  },
  'Gemini by an alias': {
    path: '/v1beta/models/smart:generateContent',
    body: { generationConfig: { maxOutputTokens: CAP_TOKENS }, contents: [] },
    refusal: geminiRefusal,
    prepare: aliasTo(`gemini/${MODEL}`),
  },
  'Gemini by the override header': {
    path: '/v1beta/models/another:generateContent',
    body: { generationConfig: { maxOutputTokens: CAP_TOKENS }, contents: [] },
    headers: { 'x-latchport-override-model': MODEL },
    refusal: geminiRefusal,
  },
  'a route the proxy merely passes through': { path: '/v1/something/new' },
  'the override header': {
    body: { ...chat, model: 'another' },
    headers: { 'x-latchport-override-model': MODEL },
  },
  'the pin header': { headers: { 'x-latchport-connection': 'work' } },
  'a model named with its connection': { body: { ...chat, model: `work/${MODEL}` } },
  'a model named with its provider': { body: { ...chat, model: `openai/${MODEL}` } },
  'two answers of half the size at once': { body: { ...chat, max_tokens: CAP_TOKENS / 2, n: 2 } },
  'an alias': {
    body: { ...chat, model: 'smart' },
    prepare: aliasTo(`work/${MODEL}`),
  },
  'a fallback': {
    prepare: async ({ engine, connect }) => {
      const failing = await startFaultUpstream([MODEL]);
      failing.answerWith((_request, response) => sendJson(response, 500, { error: {} }));
      const first = await connect('openai', 'failing', failing);
      engine.engine.parts.connections.save({ ...first, isDefault: true });
    },
  },
};

const USD = 1;

interface Settings {
  readonly home: string;
  readonly clock: () => number;
}

async function openBudgeted(route: Route, settings: Settings): Promise<MoneyEngine> {
  const money = await openMoneyEngine({ budgets: [{ usd: USD, per: 'day' }] }, settings);
  await route.prepare?.(money);
  return money;
}

function send({ engine, key }: MoneyEngine, route: Route): Promise<Response> {
  return fetch(engine.base + (route.path ?? '/v1/chat/completions'), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...route.headers,
    },
    body: JSON.stringify(route.body ?? chat),
  });
}

/** Answers nobody before `count` calls are there, so that they run beside each other. */
function holdBack({ upstream }: MoneyEngine, count: number): void {
  const { promise: areThere, resolve } = Promise.withResolvers<void>();
  let waiting = 0;
  upstream.answerWith(async (request, response) => {
    waiting += 1;
    if (waiting >= count) resolve();
    await areThere;
    sendJson(response, 200, answerOf(request, CAP_TOKENS));
  });
}

function spentUsd({ engine }: MoneyEngine): number {
  return usageRows(engine).reduce((sum, row) => sum + (row.cost_usd ?? 0), 0);
}

const NOON = new Date('2026-03-28T12:00').getTime();
const HOUR_MS = 3_600_000;

describe('50 calls at once on a budget of 1 USD a day, of which 25 fit', () => {
  test.each(Object.entries(routes))('by %s', async (_name, route) => {
    let now = NOON;
    const settings = {
      home: mkdtempSync(join(tmpdir(), 'latchport-every-dialect-')),
      clock: () => now,
    };
    const money = await openBudgeted(route, settings);
    holdBack(money, COVERED);
    const answers = await Promise.all(Array.from({ length: CALLS }, () => send(money, route)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(COVERED);
    expect(statuses.filter((status) => status === 402)).toHaveLength(CALLS - COVERED);
    expect(spentUsd(money)).toBeCloseTo(USD, 9);

    const sent = money.upstream.seen.length;
    await expectRefusal(money, route);
    now -= HOUR_MS;
    await expectRefusal(money, route);
    await money.engine.engine.stop();
    const engine = await startTestEngine(settings);
    onTestFinished(() => engine.close());
    await expectRefusal({ ...money, engine }, route);
    now += HOUR_MS;
    await expectRefusal({ ...money, engine }, route);
    expect(money.upstream.seen).toHaveLength(sent);
  });
});

async function expectRefusal(money: MoneyEngine, route: Route): Promise<void> {
  const answer = await send(money, route);
  expect(answer.status).toBe(402);
  expect(await answer.json()).toMatchObject(route.refusal ?? openAiRefusal);
}

describe('a form with a file', () => {
  test('is held back by the same budget, while another runs', async () => {
    const money = await openMoneyEngine({ budgets: [{ usd: 5, per: 'day' }] });
    const { promise, resolve } = Promise.withResolvers<void>();
    money.upstream.answerWith(async (_request, response) => {
      await promise;
      const usage = { type: 'tokens', input_tokens: 5, output_tokens: CAP_TOKENS };
      sendJson(response, 200, { text: 'hi', usage });
    });
    const transcribe = (): Promise<Response> => {
      const body = new FormData();
      body.set('model', MODEL);
      body.set('file', new Blob([new Uint8Array(20_000)]), 'speech.wav');
      return fetch(`${money.engine.base}/v1/audio/transcriptions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${money.key}` },
        body,
      });
    };
    const first = transcribe();
    await waitUntil('it runs', () => money.upstream.seen.length === 1);
    // It names no cap, so 4096 tokens are held for it.
    expect((await transcribe()).status).toBe(402);
    resolve();
    expect((await first).status).toBe(200);
    await waitUntil('it is settled', () => spentUsd(money) > 0);
    expect(spentUsd(money)).toBeCloseTo(0.04, 9);
    expect((await transcribe()).status).toBe(200);
  });
});
