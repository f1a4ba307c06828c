import { anything, assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialectNames } from '../../../src-proxy/dialects/dialect-name.ts';
import { dialectOf } from '../../../src-proxy/dialects/dialects.ts';
import { tokens } from './stream-fixture.ts';
import { wholeAnswers } from './whole-answers.ts';
import type { DialectName } from '../../../src-proxy/dialects/dialect-name.ts';

describe.each(dialectNames)('reading a whole answer of %s', (name) => {
  it.each(Object.entries(wholeAnswers[name]))('%s', (_what, { answer, usage, model }) => {
    expect(dialectOf(name).readAnswer(answer)).toEqual({
      usage,
      servedModel: model ?? null,
      isComplete: true,
    });
  });

  it('throws on nothing', () => {
    const any = anything({ withNullPrototype: true, withBigInt: true, withMap: true });
    assert(
      property(any, (answer) => {
        expect(() => dialectOf(name).readAnswer(answer)).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads any JSON for a count as a count or as nothing', () => {
    assert(
      property(jsonValue({ maxDepth: 2 }), (count) => {
        const usage = dialectOf(name).readAnswer(answerWith(name, count)).usage;
        const isCount = typeof count === 'number' && Number.isSafeInteger(count) && count >= 0;
        expect(usage?.output ?? null).toBe(isCount ? Math.abs(count) : null);
      }),
    );
  });

  it.each([
    ['text', '12'],
    ['a negative', -1],
    ['a fraction', 1.5],
    ['infinity', JSON.parse('1e400')],
    ['more than a safe integer', 2 ** 53],
    ['an array', [12]],
    ['an object', { valueOf: 12 }],
    ['true', true],
    ['null', null],
  ])('does not count %s', (_what, count) => {
    expect(dialectOf(name).readAnswer(answerWith(name, count)).usage).toBeNull();
  });

  it.each([[null], [undefined], ['text'], [12], [[]]])('reads %s as no answer', (answer) => {
    const reading = { usage: null, servedModel: null, isComplete: false };
    expect(dialectOf(name).readAnswer(answer)).toEqual(reading);
  });

  it.each([[''], ['m'.repeat(257)], [12], [null]])('takes %j for no model', (model) => {
    const answer = { model, modelVersion: model };
    expect(dialectOf(name).readAnswer(answer).servedModel).toBeNull();
  });
});

/** An answer that reports nothing but one output count. */
function answerWith(name: DialectName, count: unknown): object {
  return name === 'gemini'
    ? { usageMetadata: { candidatesTokenCount: count } }
    : { usage: { [name === 'openai-chat' ? 'completion_tokens' : 'output_tokens']: count } };
}

describe('an inconsistent report', () => {
  it('prices no token twice', () => {
    const usage = {
      prompt_tokens: 10,
      completion_tokens: 5,
      prompt_tokens_details: { cached_tokens: 40, cache_write_tokens: 40 },
      completion_tokens_details: { reasoning_tokens: 9 },
    };
    expect(dialectOf('openai-chat').readAnswer({ usage }).usage).toEqual(
      tokens(10, 5, { cachedInput: 10, reasoning: 5 }),
    );
  });

  it('is not believed when its sum is no safe integer', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const usage = { input_tokens: most, cache_read_input_tokens: most, output_tokens: 1 };
    expect(dialectOf('anthropic-messages').readAnswer({ usage }).usage).toBeNull();
    const usageMetadata = { candidatesTokenCount: most, thoughtsTokenCount: 1 };
    expect(dialectOf('gemini').readAnswer({ usageMetadata }).usage).toBeNull();
  });

  it('ignores inherited members', () => {
    const answer: unknown = JSON.parse('{"__proto__":{"usage":{"prompt_tokens":5}}}');
    expect(dialectOf('openai-chat').readAnswer(answer).usage).toBeNull();
  });
});
