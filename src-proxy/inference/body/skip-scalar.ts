import { invalidJson } from './invalid-json.ts';
import { jsonByte } from './json-byte.ts';

const literals: ReadonlyMap<number, Buffer> = new Map(
  ['true', 'false', 'null'].map((text) => [text.charCodeAt(0), Buffer.from(text)]),
);

/** The offset after the number, true, false or null at `start`. */
export function skipScalar(body: Buffer, start: number): number {
  const literal = literals.get(body[start] ?? 0);
  return literal === undefined ? skipNumber(body, start) : skipLiteral(body, start, literal);
}

function skipLiteral(body: Buffer, start: number, literal: Buffer): number {
  for (let index = 1; index < literal.length; index += 1) {
    if (body[start + index] !== literal[index]) invalidJson(start);
  }
  return start + literal.length;
}

/** RFC 8259, section 6: no leading zero, no bare dot, no plus sign. */
function skipNumber(body: Buffer, start: number): number {
  let at = body[start] === jsonByte.minus ? start + 1 : start;
  at = body[at] === jsonByte.zero ? at + 1 : skipDigits(body, at);
  if (body[at] === jsonByte.dot) at = skipDigits(body, at + 1);
  if (body[at] === 0x65 || body[at] === 0x45) {
    const sign = body[at + 1];
    at = skipDigits(body, sign === jsonByte.plus || sign === jsonByte.minus ? at + 2 : at + 1);
  }
  return at;
}

/** At least one digit. */
function skipDigits(body: Buffer, start: number): number {
  let at = start;
  for (let byte = body[at]; byte !== undefined && isDigit(byte); byte = body[at]) at += 1;
  return at === start ? invalidJson(start) : at;
}

const isDigit = (byte: number): boolean => byte >= jsonByte.zero && byte <= jsonByte.nine;
