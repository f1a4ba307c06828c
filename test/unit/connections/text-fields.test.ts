import { describe, expect, it } from 'vitest';
import {
  checkLabel,
  checkRefId,
  checkRegion,
  checkTags,
} from '../../../src-proxy/connections/text-fields.ts';

describe('a label', () => {
  it('may be 128 characters of any script', () => {
    const label = '👩'.repeat(128);
    expect(checkLabel(label)).toBe(label);
  });

  it('is trimmed and composed, so that the same word is the same text', () => {
    expect(checkLabel(' Zoe\u0308 ')).toBe('Zo\u00EB');
  });

  it.each(['', ' \t ', 'x'.repeat(129), 'a\tb', 'a\rb', '\u2028x\u2028y', 'a\u007Fb', 'a\u2066b'])(
    'is not %j',
    (label) => {
      expect(() => checkLabel(label)).toThrow('label: use');
    },
  );
});

describe('tags', () => {
  it('are trimmed and kept once', () => {
    expect(checkTags([' ci ', 'ci', 'batch'])).toEqual(['ci', 'batch']);
  });

  it('are at most 32', () => {
    expect(() => checkTags(Array.from({ length: 33 }, (_, at) => `t${at}`))).toThrow('tags');
  });
});

describe('a ref id', () => {
  it('is what a header can carry', () => {
    expect(checkRefId('user:42@example')).toBe('user:42@example');
  });

  it.each(['', 'a b', 'é', 'a\r\nX-Evil: 1', 'x'.repeat(129)])('is not %j', (refId) => {
    expect(() => checkRefId(refId)).toThrow('ref_id');
  });
});

describe('a region', () => {
  it('is kept in lower case', () => {
    expect(checkRegion(' EU ')).toBe('eu');
  });

  it.each(['', 'my region', 'eu;', '-eu'])('is not %j', (region) => {
    expect(() => checkRegion(region)).toThrow('declared_region');
  });
});
