import { describe, expect, test } from 'vitest';
import type { TokenUsage } from '../../../src-proxy/dialects/dialect.ts';
import { OwnPrices, type OwnPrice } from '../../../src-proxy/prices/own-prices.ts';
import { PriceList } from '../../../src-proxy/prices/price-list.ts';
import { Prices, type PricedTarget } from '../../../src-proxy/prices/prices.ts';
import { findPrices } from '../../../src-proxy/prices/show-prices.ts';
import { findProvider } from '../../../src-proxy/providers/catalog.ts';
import { setUpConnections } from '../../support/set-up-connections.ts';
import { addConnection } from '../../../src-proxy/connections/add-connection.ts';

const at = Date.UTC(2026, 5, 1);
const list = new PriceList();
await list.loaded();

const usage: TokenUsage = { input: 1e6, cachedInput: 0, cacheWrite: 0, output: 1e6, reasoning: 0 };
const openai: PricedTarget = { provider: findProvider('openai'), connection: undefined };

async function withOwn(...own: readonly Partial<OwnPrice>[]): Promise<Prices> {
  const { store } = await setUpConnections();
  const prices = new OwnPrices(store);
  const blank = { input: 1, output: 2, cachedInput: null, cacheWrite: null, perCall: 0, setAt: at };
  for (const price of own) prices.save({ id: 'm1', ...blank, ...price }, () => undefined);
  return new Prices(list, new OwnPrices(store));
}

describe('a price', () => {
  test('of the user’s own wins over the list', async () => {
    const prices = await withOwn({ id: 'gpt-4o-mini' });
    expect(prices.price(openai, ['gpt-4o-mini'], usage, at)).toEqual({ usd: 3, source: 'own' });
    expect(prices.price(openai, ['gpt-4o'], usage, at).source).toBe('genai-prices');
  });

  test('set for a provider wins over one set for the model anywhere', async () => {
    const prices = await withOwn({}, { id: 'openai/m1', input: 10 });
    expect(prices.price(openai, ['m1'], usage, at).usd).toBe(12);
    const groq = { provider: findProvider('groq'), connection: undefined };
    expect(prices.price(groq, ['m1'], usage, at).usd).toBe(3);
  });

  test('is that of what was served, or if nobody knows that, of what was asked for', async () => {
    const prices = await withOwn({ id: 'served', input: 5 }, { id: 'asked' });
    expect(prices.price(openai, ['served', 'asked'], usage, at).usd).toBe(7);
    expect(prices.price(openai, ['served-2026', 'asked'], usage, at).usd).toBe(3);
    const listed = prices.price(openai, ['unheard-of', 'gpt-4o-mini'], usage, at);
    expect(listed).toMatchObject({ source: 'genai-prices' });
  });

  test('counts cached, written and spoken tokens and the call itself', async () => {
    const prices = await withOwn({ cachedInput: 0.1, cacheWrite: 3, perCall: 0.5 });
    const parts = { ...usage, cachedInput: 200_000, cacheWrite: 100_000 };
    expect(prices.price(openai, ['m1'], parts, at).usd).toBeCloseTo(0.7 + 0.02 + 0.3 + 2 + 0.5, 9);
    const realtime = { ...usage, audioInput: 500_000, audioOutput: 500_000 };
    const { usd } = prices.price(openai, ['gpt-4o-realtime-preview'], realtime, at);
    expect(usd).toBeCloseTo(2.5 + 20 + 10 + 40, 9);
  });

  test('is nothing by subscription, also of a model nobody knows', async () => {
    const prices = await withOwn({});
    const { deps } = await setUpConnections();
    const settings = {
      workspaceId: 'personal',
      provider: 'openai',
      label: 'plan',
      validate: false,
    };
    const key = 'sk-proj-0123456789012345678901234567890123456789';
    const added = await addConnection(deps, { ...settings, key, billing: 'subscription' }, 'cli');
    const target = { ...openai, connection: added.connection };
    expect(prices.price(target, ['m1'], usage, at)).toEqual({ usd: 0, source: 'subscription' });
    expect(
      prices.ceiling(
        target,
        'unheard-of',
        { input: 1, output: 1, isSpoken: false, isKeptForHour: false },
        at,
      ),
    ).toBe(0);
  });

  test('is nothing on a machine of the user’s own, unless they say what it costs', async () => {
    const prices = await withOwn({});
    const own = { provider: findProvider('self_hosted'), connection: undefined };
    expect(prices.price(own, ['llama'], usage, at)).toEqual({ usd: 0, source: 'self_hosted' });
    expect(prices.price(own, ['m1'], usage, at)).toEqual({ usd: 3, source: 'own' });
  });

  test('is unknown where nobody knows it', async () => {
    const prices = await withOwn();
    expect(prices.price(openai, ['unheard-of'], usage, at)).toEqual({ usd: null, source: null });
    expect(prices.price(openai, [null], usage, at).usd).toBeNull();
  });
});

describe('what a call may cost at most', () => {
  test('is at least what it costs, however its tokens turn out', async () => {
    const prices = await withOwn({ cacheWrite: 4, cachedInput: 0.1 });
    const estimate = { input: 1e6, output: 1e6, isSpoken: false, isKeptForHour: false };
    const ceiling = prices.ceiling(openai, 'm1', estimate, at) ?? Number.NaN;
    for (const cacheWrite of [0, 400_000, 1e6]) {
      const cost = prices.price(openai, ['m1'], { ...usage, cacheWrite }, at).usd;
      expect(ceiling).toBeGreaterThanOrEqual(cost ?? Number.NaN);
    }
  });

  test('takes no more input than the model can hold', async () => {
    const prices = await withOwn();
    const ask = (input: number): number | null =>
      prices.ceiling(
        openai,
        'gpt-4o-mini',
        { input, output: 0, isSpoken: false, isKeptForHour: false },
        at,
      );
    expect(ask(50e6)).toBe(ask(128_000));
  });
});

describe('prices shown', () => {
  test('are the own one, then the list’s at every provider that has the model', async () => {
    const prices = await withOwn({ id: 'openai/gpt-4o-mini' });
    const found = await findPrices(prices, 'gpt-4o-mini', at);
    expect(found[0]).toMatchObject({ providerId: 'openai', price: { source: 'own' } });
    expect(found.slice(1)).toContainEqual(
      expect.objectContaining({ providerId: 'openai', price: expect.anything() }),
    );
  });

  test('have their tiers', async () => {
    const [sonnet] = await findPrices(await withOwn(), 'anthropic/claude-sonnet-4-5', at);
    expect(sonnet?.price.bands.map(({ above }) => above)).toEqual([-1, 200_000]);
  });
});
