import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { estimateFormTokens, estimateTokens } from '../../../src-proxy/policy/estimate-tokens.ts';

describe('the tokens of a body', () => {
  test('are estimated too many rather than too few', () => {
    const english = 'The quick brown fox jumps over the lazy dog. '.repeat(1000);
    // About 10 tokens a sentence, by any tokenizer in use.
    expect(estimateTokens(Buffer.from(english))).toBeGreaterThan(10_000);
    const japanese = '吾輩は猫である。名前はまだ無い。'.repeat(1000);
    expect(estimateTokens(Buffer.from(japanese))).toBeGreaterThanOrEqual(16_000);
  });

  test('of a picture in base64 are few', () => {
    const picture = randomBytes(750_000).toString('base64');
    const body = JSON.stringify({ messages: [{ url: `data:image/png;base64,${picture}` }] });
    const tokens = estimateTokens(Buffer.from(body));
    expect(tokens).toBeGreaterThan(20_000);
    expect(tokens).toBeLessThan(40_000);
  });

  test('of text around a picture are counted as text', () => {
    const picture = randomBytes(300_000).toString('base64');
    const text = 'some words of text '.repeat(20_000);
    const both = estimateTokens(Buffer.from(`{"a":"${text}","b":"${picture}"}`));
    const alone = estimateTokens(Buffer.from(`{"a":"${text}"}`));
    expect(both).toBeGreaterThan(alone);
    expect(both).toBeLessThan(alone + 20_000);
  });

  test('of long words without an end are text', () => {
    const code = 'const x=[1,2,3].map((y)=>y*2);'.repeat(2000);
    expect(estimateTokens(Buffer.from(code))).toBe(Math.ceil(code.length / 3));
  });

  test('of nothing are none', () => {
    expect(estimateTokens(Buffer.alloc(0))).toBe(0);
  });

  test('of a form are those of its files', () => {
    expect(estimateFormTokens(3200)).toBe(100);
  });
});
