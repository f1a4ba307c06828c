import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonCall } from '../../../../src-proxy/inference/body/read-json-call.ts';
import type { DialectName } from '../../../../src-proxy/dialects/dialect-name.ts';
import { appErrorCode } from './app-error-code.ts';
import { memberText, objectOf } from './json-text.ts';
import type { BodyCall } from '../../../../src-proxy/inference/body/body-call.ts';

const read = (text: string, dialect: DialectName = 'openai-chat'): BodyCall => {
  const { members: _, ...call } = readJsonCall(Buffer.from(text), dialect);
  return call;
};

const nothing: BodyCall = {
  model: null,
  stream: false,
  routing: null,
  outputCap: null,
  answerCount: 1,
  hasStreamOptionsUsage: false,
};

describe('readJsonCall', () => {
  it.each<[string, Partial<BodyCall>, DialectName?]>([
    ['{}', {}],
    ['{"messages":[{"model":"no","stream":true,"max_tokens":5}]}', {}],
    ['{"model":"gpt-4o"}', { model: 'gpt-4o' }],
    ['{"model":"gpt\\u002d4o"}', { model: 'gpt-4o' }],
    ['{"mod\\u0065l":"gpt-4o"}', { model: 'gpt-4o' }],
    ['{"model":"a","model":"b"}', { model: 'b' }],
    ['{"model":"a","MODEL":"b"}', { model: 'a' }],
    ['{"model":null}', {}],
    ['{"model":""}', {}],
    ['{"stream":true}', { stream: true }],
    ['{"stream":true,"stream":false}', {}],
    ['{"stream":null}', {}],
    ['{"routing":{"only_byok":true}}', { routing: { only_byok: true } }],
    ['{"routing":{"a":1},"routing":{"b":2}}', { routing: { b: 2 } }],
    ['{"routing":null}', {}],
    ['{"max_tokens":5}', { outputCap: 5 }],
    ['{"max_completion_tokens":5}', { outputCap: 5 }],
    ['{"max_output_tokens":5}', { outputCap: 5 }, 'openai-responses'],
    ['{"max_tokens":5}', { outputCap: 5 }, 'anthropic-messages'],
    ['{"generationConfig":{"maxOutputTokens":5}}', { outputCap: 5 }, 'gemini'],
    ['{"generation_config":{"max_output_tokens":"5"}}', { outputCap: 5 }, 'gemini'],
    ['{"generationConfig":{"maxOutputTokens":5},"generationConfig":{}}', {}, 'gemini'],
    ['{"generationConfig":{"maxOutputTokens":5},"generation_config":null}', {}, 'gemini'],
    ['{"max_output_tokens":5}', {}],
    ['{"MAX_TOKENS":5}', {}],
    ['{"max_tokens":5,"max_tokens":null}', {}],
    ['{"max_tokens":null,"max_tokens":5}', {}],
    ['{"max_tokens":null,"max_completion_tokens":5}', { outputCap: 5 }],
    ['{"max_tokens":5,"max_output_tokens":9}', { outputCap: 9 }],
    ['{"generationConfig":null}', {}],
    ['{"max_tokens":5,"max_completion_tokens":9}', { outputCap: 9 }],
    ['{"max_tokens":9,"max_tokens":5}', { outputCap: 9 }],
    ['{"max_tokens":5,"MAX_TO\\u212aENS":9}', { outputCap: 9 }],
    ['{"max_tokens":5,"max_token\u017f":9}', { outputCap: 9 }],
    ['{"max_tokens":null}', {}],
    ['{"max_tokens":-1}', {}],
    ['{"max_tokens":5,"max_completion_tokens":0}', {}],
    ['{"n":4}', { answerCount: 4 }],
    ['{"n":2,"best_of":8}', { answerCount: 8 }],
    ['{"n":null}', {}],
    ['{"generationConfig":{"candidateCount":3}}', { answerCount: 3 }],
    ['{"stream_options":{"include_usage":true}}', { hasStreamOptionsUsage: true }],
    ['{"stream_options":{"include_usage":true,"include_usage":false}}', {}],
    ['{"stream_options":{"include_usage":true},"stream_options":{}}', {}],
    ['{"stream_options":null}', {}],
  ])('reads %s', (text, expected, dialect) => {
    expect(read(text, dialect)).toEqual({ ...nothing, ...expected });
  });

  it.each([
    ['{"model":5}', 'model'],
    ['{"model":{}}', 'model'],
    ['{"model":["a"]}', 'model'],
    ['{"MODEL":5}', 'MODEL'],
    ['{"model":"a\\nb"}', 'model'],
    [`{"model":"${'x'.repeat(513)}"}`, 'model'],
    ['{"model":5,"model":"a"}', 'model'],
    ['{"stream":"true"}', 'stream'],
    ['{"stream":1}', 'stream'],
    ['{"routing":[]}', 'routing'],
    ['{"routing":"x"}', 'routing'],
    ['{"routing":{"a":01}}', 'routing'],
    [`{"routing":{"a":"${'x'.repeat(65_536)}"}}`, 'routing'],
    ['{"max_tokens":"many"}', 'max_tokens'],
    ['{"max_tokens":{}}', 'max_tokens'],
    ['{"max_tokens":1e400}', 'max_tokens'],
    ['{"n":true}', 'n'],
    ['{"generationConfig":[]}', 'generationConfig'],
    ['{"generationConfig":{"maxOutputTokens":[]}}', 'maxOutputTokens'],
    ['{"stream_options":true}', 'stream_options'],
    ['{"stream_options":{"include_usage":1}}', 'include_usage'],
  ])('refuses %.60s, naming the member', (text, member) => {
    expect(appErrorCode(() => read(text))).toBe('body_invalid_member');
    expect(() => read(text)).toThrow(`"${member}" must be`);
  });

  it('checks the options it looks into as strictly as the top level', () => {
    expect(appErrorCode(() => read('{"stream_options":{"a" 1}}'))).toBe('body_invalid_json');
    expect(appErrorCode(() => read('{"generationConfig":{"a":1,}}'))).toBe('body_invalid_json');
  });

  it('reads the model JSON.parse would read, or refuses the body', () => {
    fc.assert(
      fc.property(objectOf(memberText), ({ text }) => {
        let model: string | null = null;
        const code = appErrorCode(() => {
          ({ model } = read(text));
        });
        expect([null, 'body_invalid_member']).toContain(code);
        const parsed: unknown = JSON.parse(text);
        fc.pre(code === null);
        expect(model ?? '').toBe(modelOf(parsed) ?? '');
      }),
      { numRuns: 1000 },
    );
  });
});

const modelOf = (value: unknown): unknown => new Map(Object.entries(value ?? {})).get('model');
