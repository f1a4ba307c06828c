import { assert, constantFrom, array, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonElements } from '../../../src-proxy/dialects/json-elements.ts';
import { WholeLines } from '../../../src-proxy/dialects/whole-lines.ts';
import { cutPlaces, cutUp } from './cut-up.ts';

describe('WholeLines', () => {
  it('gives every ended line, ends included, and keeps the rest', () => {
    const texts = array(constantFrom('data: é', '\n', '\r\n', '\r', '😀', ': x\n\n'));
    assert(
      property(texts, cutPlaces, (parts, places) => {
        const bytes = Buffer.from(parts.join(''));
        const given: Buffer[] = [];
        const lines = new WholeLines((block) => given.push(Buffer.from(block)));
        for (const chunk of cutUp(bytes, places)) lines.push(chunk);
        const end = bytes.lastIndexOf('\n') + 1;
        expect(Buffer.concat(given)).toEqual(bytes.subarray(0, end));
        expect(given.every((block) => block.at(-1) === 0x0a)).toBe(true);
        expect(lines.unfinished().bytes).toEqual(bytes.subarray(end));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('JsonElements', () => {
  const elements = ['{}', '{"a":{"b":"}{\\"\\\\"}}', '{"é😀":[{"x":"]"}]}', '{"a":\n 1\n}'];

  it('gives every outermost object, however it was cut and spaced', () => {
    const between = constantFrom(',', ' ,\r\n', '\n', ']', '[');
    assert(
      property(array(constantFrom(...elements)), between, cutPlaces, (drawn, gap, places) => {
        const given: string[] = [];
        const scanner = new JsonElements((element) => given.push(element.toString()));
        for (const chunk of cutUp(Buffer.from(`[${drawn.join(gap)}]`), places)) scanner.push(chunk);
        expect(given).toEqual(drawn);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives nothing of an object that does not end', () => {
    const given: string[] = [];
    const scanner = new JsonElements((element) => given.push(element.toString()));
    scanner.push(Buffer.from('[{"a":1},{"b":"}'));
    expect(given).toEqual(['{"a":1}']);
  });
});
