import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SealedCache } from '../../../src-proxy/vault/sealed-cache.ts';
import { Secret } from '../../../src-proxy/vault/secret.ts';

const FIVE_MINUTES = 5 * 60_000;

function filled(): SealedCache {
  const cache = new SealedCache(() => Date.now());
  cache.set('conn_1', 'personal', new Secret('sk-1'));
  return cache;
}

describe('the sealed cache', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives a key back', () => {
    expect(filled().get('conn_1', 'personal')?.expose()).toBe('sk-1');
  });

  it('has nothing for another origin of the same id', () => {
    expect(filled().get('conn_1', 'env:OPENAI_API_KEY')).toBeNull();
  });

  it('keeps a key for five minutes and not a moment longer', () => {
    const cache = filled();
    vi.setSystemTime(Date.now() + FIVE_MINUTES);
    expect(cache.get('conn_1', 'personal')?.expose()).toBe('sk-1');
    vi.setSystemTime(Date.now() + 1);
    expect(cache.get('conn_1', 'personal')).toBeNull();
  });

  it('does not keep a key longer because the clock was set back', () => {
    const cache = filled();
    vi.setSystemTime(Date.now() - 1);
    expect(cache.get('conn_1', 'personal')).toBeNull();
  });

  it('lets go of keys that nobody reads again', () => {
    const cache = filled();
    vi.advanceTimersByTime(FIVE_MINUTES + 20_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(cache.size).toBe(0);
  });

  it('drops one key', () => {
    const cache = filled();
    cache.set('conn_2', 'personal', new Secret('sk-2'));
    cache.drop('conn_1');
    expect(cache.get('conn_1', 'personal')).toBeNull();
    expect(cache.get('conn_2', 'personal')?.expose()).toBe('sk-2');
  });

  it('holds nothing after it was cleared, and works on', () => {
    const cache = filled();
    cache.clear();
    expect(cache.size).toBe(0);
    cache.set('conn_1', 'personal', new Secret('sk-new'));
    expect(cache.get('conn_1', 'personal')?.expose()).toBe('sk-new');
  });
});
