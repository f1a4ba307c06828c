/** What providers say of their limits moves traffic to other accounts, and back when they reset. */
import { describe, expect, test } from 'vitest';
import { answerShortly, answerWithHeaders, refuse, requestsLeft } from '../../support/answers.ts';
import { movableClock } from '../../support/movable-clock.ts';
import { MODEL, openTwoAccounts, SECOND_SAYS } from '../../support/two-accounts.ts';
import { waitUntil } from '../../support/wait-until.ts';

const HOUR_MS = 3_600_000;

const served = (response: Response): string | null =>
  response.headers.get('x-latchport-connection');

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

async function refusal(response: Response): Promise<Refused['error']> {
  const body: Refused = JSON.parse(await response.text());
  return body.error;
}

describe('a limit of which nothing is left', () => {
  test('moves traffic until it resets', async () => {
    const time = movableClock();
    const { first, ask, last } = await openTwoAccounts({ clock: time.clock });
    first.answerWith(answerWithHeaders(requestsLeft(0)));
    expect(served(await ask())).toBe('first');
    expect(served(await ask())).toBe('second');
    expect(first.seen).toHaveLength(1);
    expect(last().attempts).toEqual([
      { connection: 'first', outcome: 'no_headroom' },
      { connection: 'second', outcome: 'ok' },
    ]);
    time.move(2 * HOUR_MS);
    expect(served(await ask())).toBe('first');
  });

  test('is one of the model, not of the account', async () => {
    const { first, ask } = await openTwoAccounts();
    first.answerWith(answerWithHeaders(requestsLeft(0)));
    await ask();
    expect(served(await ask())).toBe('second');
    expect(served(await ask({ model: 'openai/another' }))).toBe('first');
  });

  test('does not keep the only account from being asked', async () => {
    const { engine, first, ask } = await openTwoAccounts({ secondSettings: {} });
    const key = engine.createKey({ allowedConnections: ['first'] });
    first.answerWith(answerWithHeaders(requestsLeft(0)));
    expect(served(await ask({}, {}, key))).toBe('first');
    expect(served(await ask({}, {}, key))).toBe('first');
    expect(first.seen).toHaveLength(2);
  });

  test('of 0 to begin with is none', async () => {
    const { first, ask } = await openTwoAccounts();
    first.answerWith(answerWithHeaders({ ...requestsLeft(0), 'x-ratelimit-limit-requests': '0' }));
    await ask();
    expect(served(await ask())).toBe('first');
  });

  test('survives a restart of the engine', async () => {
    const { engine, first, ask } = await openTwoAccounts();
    first.answerWith(answerWithHeaders(requestsLeft(0)));
    await ask();
    const { health, store } = engine.engine.parts;
    health.saveLimits();
    const rows = store.prepare('SELECT limits FROM connection_limits').pluck().all();
    expect(rows).toHaveLength(1);
    expect(String(rows[0])).toContain('"remaining":0');
  });
});

describe('a provider that asks to be left alone', () => {
  test('is, for as long as it asked, while others can serve', async () => {
    const time = movableClock();
    const { first, ask, last } = await openTwoAccounts({ clock: time.clock });
    first.answerWith(refuse(429, { 'retry-after': '60' }));
    const response = await ask();
    expect(await response.json()).toEqual(SECOND_SAYS);
    expect(last().attempts[0]).toEqual({ connection: 'first', outcome: 'http_429' });
    await ask();
    expect(first.seen).toHaveLength(1);
    time.move(61_000);
    first.answerWith(answerShortly);
    expect(served(await ask())).toBe('first');
  });

  test('is waited for, when nobody else can serve and it is a moment only', async () => {
    const { engine, first, ask, last } = await openTwoAccounts();
    const key = engine.createKey({ allowedConnections: ['first'] });
    first.answerWith((request, response) => {
      if (first.seen.length === 1)
        return refuse(429, { 'retry-after-ms': '20' })(request, response);
      return answerShortly(request, response);
    });
    const response = await ask({}, {}, key);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-latchport-attempts')).toBe('2');
    expect(last().attempts).toEqual([
      { connection: 'first', outcome: 'http_429' },
      { connection: 'first', outcome: 'ok' },
    ]);
  });

  test('is waited for once, then told of as it said it', async () => {
    const { engine, first, ask } = await openTwoAccounts();
    const key = engine.createKey({ allowedConnections: ['first'] });
    first.answerWith(refuse(429, { 'retry-after-ms': '20' }));
    const response = await ask({}, {}, key);
    expect(response.status).toBe(429);
    expect(await response.json()).toEqual({ error: { message: 'not now', type: 'provider' } });
    expect(first.seen).toHaveLength(2);
  });

  test('is not asked again before its time, and the caller is told when', async () => {
    const { engine, first, ask } = await openTwoAccounts();
    const key = engine.createKey({ allowedConnections: ['first'] });
    first.answerWith(refuse(429, { 'retry-after': '3600' }));
    const itsOwn = await ask({}, {}, key);
    expect(itsOwn.headers.get('x-latchport-provider')).toBe('openai');
    expect(itsOwn.headers.get('retry-after')).toBe('3600');
    const response = await ask({}, {}, key);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3500);
    const error = await refusal(response);
    expect(error.code).toBe('connections_exhausted');
    expect(error.message).toContain('first: its provider asked to be left alone for another');
    expect(first.seen).toHaveLength(1);
  });

  test('is not waited for by a client that has left', async () => {
    const { engine, first, ask } = await openTwoAccounts();
    const key = engine.createKey({ allowedConnections: ['first'] });
    first.answerWith(refuse(429, { 'retry-after': '4' }));
    const leaving = new AbortController();
    const call = fetch(`${engine.base}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ model: 'm1', messages: [] }),
      signal: leaving.signal,
    }).catch(() => null);
    await waitUntil('it was asked', () => first.seen.length === 1);
    await waitUntil('it waits', () => engine.engine.parts.running.count === 0);
    leaving.abort();
    await call;
    first.answerWith(answerShortly);
    await waitUntil('it is over', async () => (await ask({}, {}, engine.createKey())).ok);
    const outcomes = engine.engine.parts.store
      .prepare('SELECT outcome FROM usage_records ORDER BY id LIMIT 1')
      .pluck();
    await waitUntil('it is written down', () => outcomes.get() === 'client_gone');
    expect(first.seen).toHaveLength(1);
  });
});

describe('only_byok', () => {
  const platform = { secondSettings: { kind: 'platform' } } as const;

  test("passes the own account's refusal on, and says why nobody else was asked", async () => {
    const { first, second, ask } = await openTwoAccounts(platform);
    first.answerWith(refuse(429));
    const response = await ask({ routing: { only_byok: true } });
    expect(response.status).toBe(429);
    expect(await response.json()).toEqual({ error: { message: 'not now', type: 'provider' } });
    expect(response.headers.get('x-latchport-no-fallback')).toBe('only_byok');
    expect(second.seen).toHaveLength(0);
  });

  test('without it the platform connection answers', async () => {
    const { first, ask } = await openTwoAccounts(platform);
    first.answerWith(refuse(429));
    const response = await ask();
    expect(await response.json()).toEqual(SECOND_SAYS);
    expect(response.headers.get('x-latchport-no-fallback')).toBeNull();
  });

  test('refuses clearly when the own account is known to be exhausted', async () => {
    const { first, second, ask } = await openTwoAccounts(platform);
    first.answerWith(answerWithHeaders(requestsLeft(0)));
    await ask();
    const response = await ask({ routing: { only_byok: true } });
    expect(response.status).toBe(429);
    const { code, message } = await refusal(response);
    expect(code).toBe('connections_exhausted');
    expect(message).toContain("first: nothing is left of its provider's limits");
    expect(message).toContain('only_byok keeps others from being asked');
    expect(first.seen).toHaveLength(1);
    expect(second.seen).toHaveLength(0);
  });

  test('of the virtual key binds as well', async () => {
    const { engine, first, second, ask } = await openTwoAccounts(platform);
    const key = engine.createKey({ routingConstraint: 'only_byok' });
    first.answerWith(refuse(500));
    expect((await ask({}, {}, key)).status).toBe(500);
    expect(second.seen).toHaveLength(0);
  });
});

describe('allow_fallbacks: false', () => {
  test("passes the first account's refusal on", async () => {
    const { first, second, ask } = await openTwoAccounts();
    first.answerWith(refuse(503));
    const response = await ask({ routing: { allow_fallbacks: false } });
    expect(response.status).toBe(503);
    expect(response.headers.get('x-latchport-no-fallback')).toBe('allow_fallbacks');
    expect(second.seen).toHaveLength(0);
  });

  test('says so where it was not reached', async () => {
    const { first, second, ask } = await openTwoAccounts();
    await first.close();
    const response = await ask({ routing: { allow_fallbacks: false } });
    expect(response.headers.get('x-latchport-error-code')).toBe('upstream_unreachable');
    expect((await refusal(response)).message).toContain('allow_fallbacks');
    expect(second.seen).toHaveLength(0);
  });
});

describe('as many calls at a time as a connection may run', () => {
  test('the next goes to another', async () => {
    const { first, ask, last } = await openTwoAccounts({ firstSettings: { maxConcurrent: 1 } });
    const { promise: release, resolve } = Promise.withResolvers<void>();
    first.answerWith(async (request, response) => {
      await release;
      await answerShortly(request, response);
    });
    const running = ask();
    await waitUntil('the first runs', () => first.seen.length === 1);
    expect(served(await ask())).toBe('second');
    expect(last().attempts[0]).toEqual({ connection: 'first', outcome: 'busy' });
    resolve();
    expect(served(await running)).toBe('first');
    expect(served(await ask())).toBe('first');
  });

  test('and nobody else: it waits its turn', async () => {
    const { engine, first, ask } = await openTwoAccounts({ firstSettings: { maxConcurrent: 1 } });
    const key = engine.createKey({ allowedConnections: ['first'] });
    const { promise: release, resolve } = Promise.withResolvers<void>();
    first.answerWith(async (request, response) => {
      if (first.seen.length === 1) await release;
      await answerShortly(request, response);
    });
    const running = ask({}, {}, key);
    await waitUntil('the first runs', () => first.seen.length === 1);
    const waiting = ask({}, {}, key);
    const open = engine.engine.parts.store
      .prepare("SELECT count(*) FROM usage_records WHERE outcome = 'running'")
      .pluck();
    await waitUntil('the second waits', () => open.get() === 2);
    resolve();
    expect((await running).status).toBe(200);
    expect((await waiting).status).toBe(200);
  });

  test('a client that leaves while it waits takes no turn, and gives back what was held for it', async () => {
    const { engine, first, ask, last } = await openTwoAccounts({
      firstSettings: { maxConcurrent: 1 },
    });
    const { prices, slots, connections, store } = engine.engine.parts;
    const own = { id: MODEL, input: 0, output: 1000, cachedInput: null, cacheWrite: null };
    prices.own.save({ ...own, perCall: 0, setAt: 0 }, () => undefined);
    const key = engine.createKey({
      allowedConnections: ['first'],
      budgets: [{ usd: 1, per: 'day' }],
      concurrentRequests: 2,
    });
    const { promise: release, resolve } = Promise.withResolvers<void>();
    first.answerWith(async (request, response) => {
      if (first.seen.length === 1) await release;
      await answerShortly(request, response);
    });
    const capped = { max_tokens: 400 };
    const running = ask(capped, {}, key);
    await waitUntil('the first runs', () => first.seen.length === 1);
    const leaving = new AbortController();
    const waiting = ask(capped, {}, key, leaving.signal).catch(() => 'left');
    const left = async (): Promise<number> => {
      const headers = { authorization: `Bearer ${key}` };
      const me = await fetch(`${engine.base}/v1/me`, { headers });
      return JSON.parse(await me.text()).budgets[0].left_usd;
    };
    await expect.poll(left).toBeCloseTo(0.2, 6);
    leaving.abort();
    expect(await waiting).toBe('left');
    await expect.poll(left).toBeCloseTo(0.6, 6);
    const outcomes = store.prepare('SELECT outcome FROM usage_records ORDER BY id').pluck();
    await waitUntil('it is written down', () => outcomes.all()[1] === 'client_gone');
    expect(slots.running(connections.find('first').id)).toBe(1);
    resolve();
    expect((await running).status).toBe(200);
    expect((await ask(capped, {}, key)).status).toBe(200);
    expect(first.seen).toHaveLength(2);
    expect(last().row).toMatchObject({ outcome: 'ok', attempts: 1 });
    expect(slots.running(connections.find('first').id)).toBe(0);
  });
});
