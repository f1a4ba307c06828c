import { describe, expect, it } from 'vitest';
import { scanMembers } from '../../../../src-proxy/inference/body/scan-members.ts';
import { spliceBody } from '../../../../src-proxy/inference/body/splice-body.ts';
import type { BodyEdits } from '../../../../src-proxy/inference/body/splice-body.ts';

const none: BodyEdits = { model: null, dropsRouting: false, asksStreamUsage: false };

const splice = (text: string, edits: Partial<BodyEdits>): string => {
  const body = Buffer.from(text);
  return spliceBody(body, scanMembers(body), { ...none, ...edits }).toString();
};

const usage = '"stream_options":{"include_usage":true}';

describe('spliceBody', () => {
  it.each([
    ['{"model":"a"}', '{"model":"new"}'],
    ['{ "model" :\t"a" , "x": 1e400 }', '{ "model" :\t"new" , "x": 1e400 }'],
    ['{"mod\\u0065l":"a"}', '{"mod\\u0065l":"new"}'],
    ['{"model":"a","model":"b"}', '{"model":"new","model":"new"}'],
    ['{"model":"a","MODEL":"b"}', '{"model":"new","MODEL":"new"}'],
    ['{"model":"new","Model":"b"}', '{"model":"new","Model":"new"}'],
    ['{"model":null}', '{"model":"new"}'],
    ['{}', '{"model":"new"}'],
    [' { } ', ' {"model":"new" } '],
    ['{"x":1 }', '{"x":1,"model":"new" }'],
    ['{"MODEL":"b"}', '{"MODEL":"new","model":"new"}'],
    ['{"x":{"model":"a"},"model":"b"}', '{"x":{"model":"a"},"model":"new"}'],
  ])('puts the model into %s', (text, expected) => {
    expect(splice(text, { model: 'new' })).toBe(expected);
  });

  it('writes a model as a JSON string, whatever it holds', () => {
    const model = 'a"b\\c\n\ud800é';
    expect(JSON.parse(splice('{"model":"a"}', { model }))).toEqual({ model });
  });

  it.each([
    ['{"routing":{}}', '{}'],
    ['{ "routing":{} }', '{  }'],
    ['{"routing":{},"a":1}', '{"a":1}'],
    ['{"a":1,"routing":{}}', '{"a":1}'],
    ['{"a":1,"routing":{},"b":2}', '{"a":1,"b":2}'],
    ['{ "a":1 , "routing" : {} , "b":2 }', '{ "a":1 ,  "b":2 }'],
    ['{ "a":1 , "routing" : {} }', '{ "a":1  }'],
    ['{"routing":1,"routing":2}', '{}'],
    ['{"routing":1,"a":1,"routing":2}', '{"a":1}'],
    ['{"a":1,"routing":1,"routing":2,"b":2}', '{"a":1,"b":2}'],
    ['{"a":1,"routing":1,"routing":2}', '{"a":1}'],
    ['{"routin\\u0067":"},{"}', '{}'],
    ['{"a":{"routing":1}}', '{"a":{"routing":1}}'],
  ])('takes routing out of %s', (text, expected) => {
    expect(splice(text, { dropsRouting: true })).toBe(expected);
  });

  it.each([
    ['{}', `{${usage}}`],
    ['{"a":1}', `{"a":1,${usage}}`],
    ['{"a":1\n}', `{"a":1,${usage}\n}`],
    ['{"stream_options":null}', `{${usage}}`],
    ['{"stream_options":{}}', `{${usage}}`],
    ['{"stream_options":{ }}', '{"stream_options":{"include_usage":true }}'],
    ['{"stream_options":{"x":1 }}', '{"stream_options":{"x":1,"include_usage":true }}'],
    ['{"stream_options":{"include_usage":false}}', `{${usage}}`],
    ['{"stream_options":{"include_usage":null}}', `{${usage}}`],
    [
      '{"stream_options":{"include_usage":true,"include_usage":false}}',
      '{"stream_options":{"include_usage":true,"include_usage":true}}',
    ],
    ['{"stream_options":{},"stream_options":null}', `{${usage},${usage}}`],
  ])('asks for usage in %s', (text, expected) => {
    expect(splice(text, { asksStreamUsage: true })).toBe(expected);
  });

  it.each([
    ['{"routing":{}}', '{"model":"new","stream_options":{"include_usage":true}}'],
    ['{"a":1,"routing":{}}', '{"a":1,"model":"new","stream_options":{"include_usage":true}}'],
    ['{"routing":{},"model":"a"}', '{"model":"new","stream_options":{"include_usage":true}}'],
    ['{"model":"a","routing":{}}', '{"model":"new","stream_options":{"include_usage":true}}'],
  ])('makes all edits of %s at once', (text, expected) => {
    expect(splice(text, { model: 'new', dropsRouting: true, asksStreamUsage: true })).toBe(
      expected,
    );
  });

  it('keeps what parsing and serialising would change', () => {
    const rest = '"seed":9007199254740993,"t":1.0,"s":"\\u00e9\\/","1":0,"0":1,"d":1,"d":2';
    expect(splice(`{"model":"a",${rest}}`, { model: 'b' })).toBe(`{"model":"b",${rest}}`);
  });

  it('gives the same Buffer back when nothing has to change', () => {
    const body = Buffer.from(`{"model":"gpt\\u002d4o",${usage}}`);
    const edits = { model: 'gpt-4o', dropsRouting: true, asksStreamUsage: true };
    expect(spliceBody(body, scanMembers(body), edits)).toBe(body);
    expect(spliceBody(body, scanMembers(body), none)).toBe(body);
  });

  it('leaves the original as it was, for the next attempt', () => {
    const body = Buffer.from('{"model":"a","routing":{}}');
    spliceBody(body, scanMembers(body), { ...none, model: 'longer', dropsRouting: true });
    expect(body.toString()).toBe('{"model":"a","routing":{}}');
  });
});
