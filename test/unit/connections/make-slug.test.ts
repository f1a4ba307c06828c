import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSlug } from '../../../src-proxy/connections/make-slug.ts';
import { catalog } from '../../../src-proxy/providers/catalog.ts';

const slugOf = (label: string, ...taken: readonly string[]): string =>
  makeSlug(label, 'google_ai_studio', (slug) => taken.includes(slug));

describe('the slug of a connection', () => {
  it.each([
    ['Personal', 'personal'],
    ['My work: key/2', 'my-work-key-2'],
    ['Zoë’s Läptop', 'zoe-s-laptop'],
    ['ＦＵＬＬ', 'full'],
    ['--x--', 'x'],
  ])('of %j is %j', (label, slug) => {
    expect(slugOf(label)).toBe(slug);
  });

  it('comes from the provider when the label has no ASCII letter', () => {
    expect(slugOf('個人')).toBe('google-ai-studio');
  });

  it('is numbered when taken', () => {
    expect(slugOf('Work', 'work', 'work-2')).toBe('work-3');
  });

  it('is never the id of another provider', () => {
    expect(slugOf('OpenAI')).toBe('openai-2');
  });

  it('may be the id of its own provider', () => {
    expect(makeSlug('OpenAI', 'openai', () => false)).toBe('openai');
  });

  it('can stand before a slash in a model name, whatever the label', () => {
    const provider = constantFrom(...catalog.keys());
    assert(
      property(string({ unit: 'binary' }), provider, (label, providerId) => {
        const slug = makeSlug(label, providerId, () => false);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug !== providerId && catalog.has(slug)).toBe(false);
      }),
    );
  });
});
