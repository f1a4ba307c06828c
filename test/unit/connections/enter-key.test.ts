import { describe, expect, it } from 'vitest';
import { enterKey, type EnteredKey } from '../../../src-proxy/connections/enter-key.ts';
import type { Actor } from '../../../src-proxy/events/event.ts';
import { findProvider } from '../../../src-proxy/providers/catalog.ts';
import { codeOf } from '../../support/error-code.ts';

const enter = (
  input: { key?: string; reference?: string },
  actor: Actor = 'cli',
  provider = 'openai',
): EnteredKey | string => {
  try {
    return enterKey(findProvider(provider), input, actor);
  } catch (error) {
    return codeOf(error);
  }
};

describe('entering a provider key', () => {
  it('trims what a paste brings along', () => {
    const entered = enter({ key: '  sk-abc\n' });
    expect(entered).toMatchObject({ source: 'vault' });
    expect(
      typeof entered === 'object' && entered.source === 'vault' && entered.secret.expose(),
    ).toBe('sk-abc');
  });

  it('never shows it in print', () => {
    const key = 'sk-proj-0123456789012345678901234567890123456789012';
    expect(JSON.stringify(enter({ key }))).toBe(
      '{"source":"vault","secret":"[secret]","preview":"sk-proj-...9012"}',
    );
  });

  it.each(['two words', 'clé', 'a\nb', 'a\u0000b', 'x'.repeat(8193)])('refuses %j', (key) => {
    expect(enter({ key })).toBe('provider_key_malformed');
  });

  it.each([{}, { key: '' }, { key: '  ' }])('misses a key in %j', (input) => {
    expect(enter(input)).toBe('provider_key_missing');
  });

  it('needs none for a server of one’s own', () => {
    expect(enter({}, 'cli', 'self_hosted')).toEqual({ source: 'none' });
  });

  it.each(['env:OPENAI_API_KEY', 'op://vault/openai/key', 'exec:pass show openai'])(
    'takes the reference %s',
    (reference) => {
      expect(enter({ reference })).toEqual({ source: 'reference', uri: reference });
    },
  );

  it('refuses what is no reference', () => {
    expect(enter({ reference: 'sk-abc' })).toBe('reference_invalid');
  });

  it('refuses a key and a reference together', () => {
    expect(enter({ key: 'sk-abc', reference: 'env:X' })).toBe('field_invalid');
  });

  it('lets no management key name a reference, which could run a program', () => {
    expect(enter({ reference: 'exec:touch /tmp/x' }, 'management_key:mk_1')).toBe('field_invalid');
  });
});
