import { describe, expect, it } from 'vitest';
import { scanMembers } from '../../../../src-proxy/inference/body/scan-members.ts';
import { appErrorCode } from './app-error-code.ts';

const scan = (text: string): readonly (readonly [string, string])[] => {
  const body = Buffer.from(text);
  return scanMembers(body).map(({ name, valueStart, valueEnd }) => [
    name,
    body.toString('utf8', valueStart, valueEnd),
  ]);
};

const positionOf = (text: string): string | null => {
  try {
    scanMembers(Buffer.from(text, 'latin1'));
    return null;
  } catch (error) {
    return /byte (\d+)/.exec(String(error))?.[1] ?? 'none';
  }
};

const nested = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
const many = (count: number): string => `{${Array(count).fill('"":0').join(',')}}`;

describe('scanMembers', () => {
  it.each<[string, readonly (readonly [string, string])[]]>([
    ['{}', []],
    [' \t\r\n{ \n } ', []],
    ['{"a":1}', [['a', '1']]],
    [
      '{ "a" : "x" , "b" : [1, {"c": "]}"}] , "d":{}}',
      [
        ['a', '"x"'],
        ['b', '[1, {"c": "]}"}]'],
        ['d', '{}'],
      ],
    ],
    ['\uFEFF{"a":null}', [['a', 'null']]],
    ['{"mod\\u0065l":"x"}', [['model', '"x"']]],
    [
      '{"a":1,"a":2}',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['{"__proto__":{"a":1}}', [['__proto__', '{"a":1}']]],
    ['{"a":"\\"}, \\\\"}', [['a', '"\\"}, \\\\"']]],
    ['{"a":["\\\\","\\"]"]}', [['a', '["\\\\","\\"]"]']]],
    ['{"é":"😀"}', [['é', '"😀"']]],
  ])('finds the members of %j', (text, members) => {
    expect(scan(text)).toEqual(members);
  });

  it('tells where a member, its value and its comma stand', () => {
    expect(scanMembers(Buffer.from('{ "a" : 1 ,"b":2}'))).toEqual([
      { name: 'a', nameStart: 2, valueStart: 8, valueEnd: 9, commaAt: 10 },
      { name: 'b', nameStart: 11, valueStart: 15, valueEnd: 16, commaAt: null },
    ]);
  });

  it.each([
    ['', 0],
    ['  ', 2],
    ['[]', 0],
    ['"a"', 0],
    ['null', 0],
    ['{', 1],
    ['{"a', 3],
    ['{"a"', 4],
    ['{"a":', 5],
    ['{"a":1', 6],
    ['{"a":1,', 7],
    ['{"a":1,}', 7],
    ['{,}', 1],
    ['{"a" 1}', 5],
    ['{"a":1 "b":2}', 7],
    ['{"a":1}x', 7],
    ['{"a":1}{"a":1}', 7],
    ['{"a":1}\u0000', 7],
    ["{'a':1}", 1],
    ['{a:1}', 1],
    ['{"a":tru}', 5],
    ['{"a":nulL}', 5],
    ['{"a":True}', 5],
    ['{"a":NaN}', 5],
    ['{"a":01}', 6],
    ['{"a":1.}', 7],
    ['{"a":.5}', 5],
    ['{"a":+1}', 5],
    ['{"a":-}', 6],
    ['{"a":1e}', 7],
    ['{"a":"\n"}', 6],
    ['{"a":"\u001f"}', 6],
    ['{"a\t":1}', 3],
    ['{"a":"\\x"}', 6],
    ['{"a":"\\u12g4"}', 6],
    ['{"a":"\\u12"}', 6],
    ['{"a":"\\', 6],
    ['{"a":[}', 6],
    ['{"a":[{]}', 7],
    ['{"a":[}]', 6],
    ['{"a":["x]}', 10],
    ['{"a":["x\\"]}', 12],
    ['{"a":[1}}', 7],
    ['{"a":[/* " */ 1], "b":2}', 6],
    ['{"a":[\'"\'], "b":2}', 6],
    ['{"a":[# "\n1]}', 6],
    ['{/**/"a":1}', 1],
  ])('refuses %j at byte %i', (text, position) => {
    expect(positionOf(text)).toBe(String(position));
  });

  it('leaves bytes that are not UTF-8 alone', () => {
    const body = Buffer.from([...Buffer.from('{"a":"'), 0xff, 0xc2, 0x22, 0x7d]);
    expect(scanMembers(body)).toMatchObject([{ name: 'a', valueStart: 5, valueEnd: 9 }]);
  });

  it('reads no further than the range it was given', () => {
    const body = Buffer.from('{"x":{"a":"b"},"c":"d"}');
    expect(scanMembers(body, 5, 14).map(({ name }) => name)).toEqual(['a']);
    expect(appErrorCode(() => scanMembers(body, 5, 13))).toBe('body_invalid_json');
  });

  it('takes 1000 levels of nesting and no more', () => {
    expect(scan(nested(1000))).toHaveLength(1);
    expect(appErrorCode(() => scan(nested(1001)))).toBe('body_invalid_json');
  });

  it.each(['[', '{"a":', '{"a":[', '"', '\\"', '{'])('survives ten megabytes of %j', (piece) => {
    const endless = piece.repeat(Math.ceil(10_000_000 / piece.length));
    expect(appErrorCode(() => scan(`{"a":${endless}`))).toBe('body_invalid_json');
    expect(appErrorCode(() => scan(`{"a":[${endless}`))).toBe('body_invalid_json');
  });

  it('takes 10,000 members and no more', () => {
    expect(scan(many(10_000))).toHaveLength(10_000);
    expect(appErrorCode(() => scan(many(10_001)))).toBe('body_invalid_json');
  });
});
