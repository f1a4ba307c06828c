/** A budget outlives restarts and crashes, follows the local calendar, and gives nothing back to a clock set back. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { sendJson, startFaultUpstream, type FaultUpstream } from '../../support/fault-upstream.ts';
import { inTimeZone } from '../../support/in-time-zone.ts';
import { latchportCli } from '../../support/latchport-cli.ts';
import { answerOf, connectTo, MODEL, setPrice, USD_PER_TOKEN } from '../../support/money-engine.ts';
import { socketClient } from '../../support/socket-client.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';

const HOUR_MS = 3_600_000;

let upstream: FaultUpstream;
let home: string;
let key: string;
let engine: TestEngine;
let now: number;

/** On the same data folder, with the clock of the test. */
async function start(): Promise<void> {
  engine = await startTestEngine({ home, clock: () => now });
}

async function restart(): Promise<void> {
  await engine.engine.stop();
  await start();
}

beforeEach(async () => {
  inTimeZone('Europe/Berlin');
  now = new Date('2026-03-28T12:00').getTime();
  home = mkdtempSync(join(tmpdir(), 'latchport-budget-'));
  upstream = await startFaultUpstream([MODEL]);
  upstream.answerWith((request, response) => sendJson(response, 200, answerOf(request, 1000)));
  await start();
  onTestFinished(async () => {
    await engine.close();
    await upstream.close();
  });
  await connectTo(engine, 'openai', 'work', upstream);
  setPrice(engine);
  key = engine.createKey({
    label: 'editor',
    budgets: [
      { usd: 1, per: 'day' },
      { usd: 2, per: 'week' },
    ],
  });
});

/** A call of exactly 1 USD. */
const ask = (): Promise<Response> =>
  fetch(`${engine.base}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: MODEL, max_tokens: 1000, messages: [] }),
  });

const status = async (): Promise<number> => (await ask()).status;

describe('a budget that is used up', () => {
  test('is so after a restart', async () => {
    expect([await status(), await status()]).toEqual([200, 402]);
    await restart();
    expect(await status()).toBe(402);
  });

  test('is so with the clock set back an hour, before and after a restart', async () => {
    now = new Date('2026-03-29T00:30').getTime();
    expect([await status(), await status()]).toEqual([200, 402]);
    now -= HOUR_MS;
    expect(await status()).toBe(402);
    await restart();
    expect(await status()).toBe(402);
    const answer = await fetch(`${engine.base}/v1/me`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(JSON.parse(await answer.text()).budgets[0]).toMatchObject({ spent_usd: 1, left_usd: 0 });
  });

  test('begins again at the local midnight, also on the day the clocks change', async () => {
    expect(await status()).toBe(200);
    now = new Date('2026-03-28T23:59:59').getTime();
    expect(await status()).toBe(402);
    // Sunday has 23 hours; on Monday the week begins again too.
    now = new Date('2026-03-29T00:00:00').getTime();
    expect([await status(), await status()]).toEqual([200, 402]);
    now += 22 * HOUR_MS + 59 * 60_000;
    expect(await status()).toBe(402);
    now += 60_000;
    expect(new Date(now).getHours()).toBe(0);
    expect([await status(), await status()]).toEqual([200, 402]);
  });

  test('says which, until when, and where to raise it, in the dialect of the caller', async () => {
    await ask();
    const answer = await ask();
    expect(answer.headers.get('x-latchport-error-code')).toBe('budget_exhausted');
    const { error } = JSON.parse(await answer.text());
    expect(error).toMatchObject({ type: 'billing_error', code: 'budget_exhausted' });
    expect(error.message).toContain('The budget of 1 USD a day of the virtual key "editor"');
    expect(error.message).toContain('It begins again at 2026-03-28T23:00:00.000Z.');
    expect(error.message).toContain('latchport key update "editor" --budget');
    await connectTo(engine, 'anthropic', 'claude', upstream);
    const anthropic = await fetch(`${engine.base}/v1/messages`, {
      method: 'POST',
      headers: {
        'x-api-key': key,
        'anthropic-version': '2023-06-01',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ model: MODEL, max_tokens: 1000, messages: [] }),
    });
    expect(JSON.parse(await anthropic.text())).toMatchObject({
      type: 'error',
      error: { type: 'billing_error' },
    });
  });
});

describe('an engine killed while calls run', () => {
  test('counts each at what was held for it', async () => {
    const cli = await latchportCli();
    const first = await cli.serve();
    const { call } = socketClient(cli.home);
    await call('connections.add', {
      provider: 'self_hosted',
      label: 'work',
      base_url: `${upstream.origin}/v1`,
      declared_region: 'local',
      validate_before_save: false,
    });
    await call('prices.set', { model: MODEL, input: 0, output: USD_PER_TOKEN * 1e6 });
    const budgets = [{ usd: 3, per: 'month' as const }];
    const made = await call('virtual_keys.create', { label: 'editor', budgets });
    const ask1000 = (base: string): Promise<Response> =>
      fetch(`${base}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${made.key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: `work/${MODEL}`, max_tokens: 1000, messages: [] }),
      });
    expect((await ask1000(first.base)).status).toBe(200);
    upstream.answerWith(() => undefined);
    const cut = Promise.allSettled([ask1000(first.base), ask1000(first.base)]);
    await expect
      .poll(async () => (await call('requests.list', { outcome: 'running' })).requests.length)
      .toBe(2);
    first.child.kill('SIGKILL');
    await first.finished;
    await cut;

    const second = await cli.serve();
    expect((await ask1000(second.base)).status).toBe(402);
    const { requests } = await call('requests.list', { outcome: 'interrupted' });
    const counted = { cost_usd: 1, is_estimated: true, price_source: 'reservation' };
    expect(requests).toMatchObject([counted, counted]);
    const { budgets: states } = await call('virtual_keys.show', { virtual_key: 'editor' });
    expect(states).toMatchObject([{ spent_usd: 3, left_usd: 0, held_usd: 0 }]);
  });
});
