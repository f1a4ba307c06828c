import { describe, expect, it } from 'vitest';
import {
  findLastObject,
  findMember,
  findString,
  findText,
  needleOf,
  objectStart,
  textStart,
  visitLines,
} from '../../../src-proxy/dialects/find-member.ts';

const usage = needleOf('usage');
const model = needleOf('model');

function isText(text: unknown): text is string {
  return typeof text === 'string' && text !== '';
}

describe('findMember', () => {
  it.each([
    ['{"usage":{}}', 9],
    ['{"usage" \t: {}}', 12],
    ['{"usage":null,"x":{"usage":{}}}', 27],
    ['{"x":"usage","usage":{}}', 21],
  ])('finds the object in %s', (text, at) => {
    expect(findMember(Buffer.from(text), usage, objectStart)).toBe(at);
  });

  it.each([
    '{"usage":null}',
    '{"usage":"{"}',
    '{"usage":[{}]}',
    '{"my_usage":{}}',
    '{"text":"\\"usage\\":{"}',
    '{"x":"usage"}',
    '{"usage"\n:{}}',
    '"usage":',
    'usage":{',
    '',
  ])('finds no object in %s', (text) => {
    expect(findMember(Buffer.from(text), usage, objectStart)).toBe(-1);
  });

  it('finds texts, and goes on from a place', () => {
    const bytes = Buffer.from('{"model":"a","model":"b"}');
    const first = findMember(bytes, model, textStart);
    expect([first, findMember(bytes, model, textStart, first)]).toEqual([9, 21]);
  });
});

describe('findString', () => {
  it.each([
    ['{"type":"message_stop"}', 9],
    ['{"message_stop":1}', 2],
    ['{"text":"a message_stop"}', -1],
    ['event: message_stop', -1],
  ])('finds where a string begins in %s', (text, at) => {
    expect(findString(Buffer.from(text), Buffer.from('message_'))).toBe(at);
  });
});

describe('findText', () => {
  it.each([
    ['{"model":"gpt-4o"}', 'gpt-4o'],
    ['{"model":"","model":"b"}', 'b'],
    ['{"model":"a\\"\\\\\\u00e9"}', 'a"\\é'],
    ['{"model":"你好"}', '你好'],
    ['{"model":{"model":"inner"}}', 'inner'],
  ])('reads %s', (text, expected) => {
    expect(findText(Buffer.from(text), model, isText)).toBe(expected);
  });

  it.each([
    '{"model":"unended',
    '{"model":"a\\"',
    `{"model":"${'x'.repeat(2_000)}"}`,
    '{"model":1}',
  ])('reads nothing from %s', (text) => {
    expect(findText(Buffer.from(text), model, isText)).toBeNull();
  });
});

describe('findLastObject', () => {
  it.each([
    ['"usage":{"a":1},"usage":{"b":{"c":2}},"x":{}}', { b: { c: 2 } }],
    ['"usage":{"a":"}{\\"}\\\\"}}', { a: '}{"}\\' }],
    ['{"usage":{"a":1', undefined],
    ['{"usage":{a}}', undefined],
    ['{}', undefined],
  ])('reads %s', (text, expected) => {
    expect(findLastObject(Buffer.from(text), usage)).toEqual(expected);
  });
});

describe('visitLines', () => {
  it('visits each line with a place once, line end included', () => {
    const lines: string[] = [];
    const block = Buffer.from('x1 x\r\nnone\n\nx2\n: x3');
    visitLines(
      block,
      (bytes, from) => bytes.indexOf('x', from),
      (line) => lines.push(line.toString()),
    );
    expect(lines).toEqual(['x1 x\r\n', 'x2\n', ': x3']);
  });
});
