import { findProvider as findPriceList } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import { catalog, findProvider, listProviders } from '../../../src-proxy/providers/catalog.ts';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether a provider key may be sent there: encrypted, or never leaving the machine. */
function isSafeBaseUrl(text: string): boolean {
  const url = new URL(text);
  const isBare = url.search + url.hash + url.username + url.password === '' && !text.endsWith('/');
  return isBare && (url.protocol === 'https:' || LOOPBACK_HOSTS.has(url.hostname));
}

const providers = listProviders();
const commercial = providers.filter(({ kind }) => kind === 'provider' || kind === 'gateway');
const withKeyShape = providers.flatMap(({ id, keyShape }) =>
  keyShape === null ? [] : [{ id, keyShape }],
);

describe('the catalog', () => {
  it('holds the providers the product promises, each once', () => {
    expect([...catalog.keys()]).toEqual([
      'openai',
      'anthropic',
      'google_ai_studio',
      'deepseek',
      'xai',
      'fireworks_ai',
      'together_ai',
      'z_ai',
      'minimax',
      'moonshot',
      'sarvam',
      'mistral',
      'groq',
      'cerebras',
      'openrouter',
      'ando',
      'auriko',
      'anyint',
      'inferbridge',
      'self_hosted',
      'demo',
    ]);
    expect(catalog.size).toBe(listProviders().length);
  });

  it('finds a provider by id', () => {
    expect(findProvider('z_ai').name).toBe('Z.ai');
  });

  it.each(['opnai', '', 'constructor', '__proto__', 'OPENAI'])(
    'refuses the unknown id %j and names the known ones',
    (id) => {
      const unknown = new AppError('provider_unknown', {
        provider: id,
        known: [...catalog.keys()],
      });
      expect(() => findProvider(id)).toThrow(unknown.message);
      expect(() => findProvider(id)).toThrow(/openrouter/);
    },
  );

  it('names every gateway a gateway, so that it can be a platform connection', () => {
    const gateways = listProviders().filter((provider) => provider.kind === 'gateway');
    expect(gateways.map((provider) => provider.id)).toEqual([
      'openrouter',
      'ando',
      'auriko',
      'anyint',
      'inferbridge',
    ]);
  });

  it('knows where Sarvam keeps data and claims no place for anybody else', () => {
    const placed = listProviders().filter((provider) => provider.residency !== null);
    expect(placed.map(({ id, residency }) => [id, residency])).toEqual([['sarvam', 'india']]);
  });
});

describe('an entry', () => {
  it.each(providers)('has a snake_case id, by which it is found: $id', (provider) => {
    expect(provider.id).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect(catalog.get(provider.id)).toBe(provider);
  });

  it.each(commercial)('has a base URL keys may be sent to: $id', ({ baseUrl }) => {
    expect(baseUrl).toSatisfy(isSafeBaseUrl);
  });

  it('has no base URL where only the user knows it', () => {
    expect(findProvider('self_hosted').baseUrl).toBeNull();
  });

  it('is the demo only at a name that no network knows', () => {
    expect(findProvider('demo').baseUrl).toBe('http://demo.latchport.internal');
  });

  it.each(
    providers.flatMap(({ id, presets = [] }) => presets.map((preset) => ({ id, ...preset }))),
  )('has presets keys may be sent to: $id $name', ({ baseUrl }) => {
    expect(baseUrl).toSatisfy(isSafeBaseUrl);
  });

  it.each(providers)('has prefixes that join onto a base URL: $id', ({ dialects }) => {
    const prefixes = Object.values(dialects).map(({ pathPrefix }) => pathPrefix);
    expect(prefixes).not.toEqual([]);
    expect(prefixes.filter((prefix) => !/^(?:\/[a-z\d]+)*$/.test(prefix))).toEqual([]);
  });

  it.each(providers)('needs a key, a console and a way to send it, or none: $id', (provider) => {
    const isCommercial = commercial.includes(provider);
    expect(provider.isKeyRequired).toBe(isCommercial);
    expect(provider.links !== null).toBe(isCommercial);
    expect(provider.keyShape !== null).toBe(isCommercial);
    const sendsKeys = Object.values(provider.dialects).every(({ auth }) => auth !== 'none');
    expect(sendsKeys).toBe(provider.id !== 'demo');
  });

  it.each(providers)('lists models and probes over a dialect it speaks: $id', (provider) => {
    const calls = [provider.modelListing, provider.probe].filter((call) => call !== null);
    expect(calls).not.toEqual([]);
    expect(Object.keys(provider.dialects)).toEqual(
      expect.arrayContaining(calls.map(({ dialect }) => dialect)),
    );
    expect(calls.filter(({ path }) => !/^\/[a-z]/.test(path))).toEqual([]);
  });

  it('proves a key by a call of its own where the model list is public or missing', () => {
    const probing = providers.filter(({ probe }) => probe !== null);
    expect(probing.map(({ id, probe }) => [id, probe?.method, probe?.path])).toEqual([
      ['sarvam', 'POST', '/chat/completions'],
      ['openrouter', 'GET', '/key'],
      ['auriko', 'GET', '/me'],
      ['inferbridge', 'GET', '/keys'],
    ]);
  });

  it('asks for one output token where a probe must generate', () => {
    const bodies = providers.flatMap(({ probe }) => probe?.body ?? []);
    expect(bodies.map((body) => JSON.parse(body).max_tokens)).toEqual([1]);
  });

  it.each(providers)(
    'never takes the status of a refused key for an accepted one: $id',
    (provider) => {
      const refused = new Set([401, 403, ...(provider.refusedKeyStatuses ?? [])]);
      const accepted = provider.probe?.acceptedStatuses ?? [];
      expect(accepted.filter((status) => refused.has(status))).toEqual([]);
    },
  );

  it.each(withKeyShape)('has an example key that fits and is plainly none: $id', ({ keyShape }) => {
    expect(keyShape.example).toMatch(keyShape.pattern);
    expect(keyShape.example).toMatch(/example|0{32}/i);
    expect(keyShape.pattern.flags).toBe('');
  });

  it.each(withKeyShape)('tells the longest beginning of its keys first: $id', ({ keyShape }) => {
    const lengths = keyShape.prefixes.map((prefix) => prefix.length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
    const known = keyShape.prefixes.filter((prefix) => keyShape.example.startsWith(prefix));
    expect(known.length > 0).toBe(keyShape.prefixes.length > 0);
  });

  it.each(providers.filter(({ priceListId }) => priceListId !== null))(
    'is known to the price list: $id',
    ({ priceListId }) => {
      expect(findPriceList({ providerId: priceListId ?? '' })?.id).toBe(priceListId);
    },
  );

  it('says so where the price list does not know it', () => {
    const unpriced = providers.filter(({ priceListId }) => priceListId === null);
    expect(unpriced.map(({ id }) => id)).toEqual([
      'sarvam',
      'ando',
      'auriko',
      'anyint',
      'inferbridge',
      'self_hosted',
      'demo',
    ]);
  });

  it.each(commercial)('links to https pages: $id', ({ links }) => {
    const pages = Object.values(links ?? {});
    expect(pages).toHaveLength(4);
    expect(pages.filter((page) => !/^https:\/\/[^\s?#]+[^/]$/.test(page))).toEqual([]);
  });
});
