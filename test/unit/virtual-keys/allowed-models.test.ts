import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isModelAllowed } from '../../../src-proxy/virtual-keys/allowed-models.ts';

const allows = (patterns: readonly string[] | null, ...names: string[]): boolean =>
  isModelAllowed({ allowedModels: patterns }, names);

describe('the models a virtual key may use', () => {
  it('are all when nothing was said', () => {
    expect(allows(null, 'anything')).toBe(true);
  });

  it('are the very ids it names', () => {
    expect(allows(['gpt-5'], 'gpt-5')).toBe(true);
    expect(allows(['gpt-5'], 'gpt-5-mini')).toBe(false);
    expect(allows(['gpt-5'], 'GPT-5')).toBe(false);
  });

  it.each([
    ['gpt-*', 'gpt-5'],
    ['gpt-*', 'gpt-'],
    ['*-mini', 'gpt-5-mini'],
    ['claude-*-haiku', 'claude-4-haiku'],
    ['openai/*', 'openai/gpt-5'],
    ['*', 'meta-llama/Llama-3'],
    ['a*b*c', 'a-b-b-c'],
    ['a**c', 'ac'],
  ])('%s allows %s', (pattern, model) => {
    expect(allows([pattern], model)).toBe(true);
  });

  it.each([
    ['gpt-*', 'o3'],
    ['*-mini', 'gpt-5-mini-2'],
    ['ab*ba', 'aba'],
    ['a*b*c', 'a-c-b'],
    ['*b*b*', 'abc'],
    ['gpt.5', 'gpt-5'],
    ['[a-z]*', 'gpt-5'],
  ])('%s does not allow %s', (pattern, model) => {
    expect(allows([pattern], model)).toBe(false);
  });

  it('are allowed by any name they go by', () => {
    expect(allows(['work/*'], 'gpt-5', 'work/gpt-5', 'openai/gpt-5')).toBe(true);
  });

  it('never include a name longer than any real one', () => {
    expect(allows(['*'], 'x'.repeat(513))).toBe(false);
  });

  it('are found without running wild on a pattern full of stars', () => {
    const pattern = `${'a*'.repeat(127)}b`;
    expect(allows([pattern], 'a'.repeat(512))).toBe(false);
    expect(allows([pattern], `${'a'.repeat(511)}b`)).toBe(true);
  });

  it('are those a plain search would find', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
    const model = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(text, model, (pattern, name) => {
        const plain = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name);
        expect(allows([pattern], name)).toBe(plain);
      }),
      { numRuns: 2000 },
    );
  });
});
