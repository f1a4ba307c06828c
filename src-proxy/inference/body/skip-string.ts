import { invalidJson } from './invalid-json.ts';
import { jsonByte } from './json-byte.ts';

/** Strings shorter than this are cheaper to walk than to read four bytes at a time. */
const nearBytes = 64;

const everyByte = (value: number): number => Math.imul(value, 0x01010101);
const ones = everyByte(1);
const highBits = everyByte(0x80);
const spaces = everyByte(0x20);
const quotes = everyByte(jsonByte.quote);
const backslashes = everyByte(jsonByte.backslash);

/** How long the escape is that a character after a backslash begins; 0 when it begins none. */
const escapeLengths = new Uint8Array(256);
for (const character of '"\\/bfnrt') escapeLengths[character.charCodeAt(0)] = 2;
escapeLengths[0x75] = 6;

/**
 * The offset after the string that opens at `start`, with escapes and control characters checked as
 * JSON.parse does. Bytes that are not UTF-8 pass.
 */
export function skipString(body: Buffer, start: number, end: number): number {
  if (start >= end || body[start] !== jsonByte.quote) invalidJson(start);
  const near = Math.min(start + nearBytes, end);
  let at = start + 1;
  while (at < near) {
    const byte = body[at] ?? 0;
    if (byte === jsonByte.quote) return at + 1;
    if (byte < 0x20) invalidJson(at);
    at = byte === jsonByte.backslash ? skipEscape(body, at) : at + 1;
  }
  return skipRest(body, at, end);
}

function skipRest(body: Buffer, from: number, end: number): number {
  const words = new Int32Array(body.buffer, 0, body.buffer.byteLength >> 2);
  let at = findSpecial(body, words, from, end);
  while (at < end) {
    const byte = body[at];
    if (byte === jsonByte.quote) return at + 1;
    if (byte !== jsonByte.backslash) invalidJson(at);
    at = findSpecial(body, words, skipEscape(body, at), end);
  }
  return invalidJson(end);
}

const isSpecial = (byte: number): boolean =>
  byte < 0x20 || byte === jsonByte.quote || byte === jsonByte.backslash;

/** The next quote, backslash or control character in [`from`, `end`), or `end`. */
function findSpecial(body: Buffer, words: Int32Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    if (((body.byteOffset + at) & 3) === 0) at = skipPlainWords(words, body.byteOffset, at, end);
    if (at < end && isSpecial(body[at] ?? 0)) return at;
    at += 1;
  }
  return end;
}

/**
 * Skips whole words without a special byte, from the word-aligned `at`. The tests are the "has a byte
 * less than n" and "has a zero byte" of Bit Twiddling Hacks (Sean Eron Anderson, Stanford).
 */
function skipPlainWords(words: Int32Array, byteOffset: number, at: number, end: number): number {
  const last = (byteOffset + end) >> 2;
  let index = (byteOffset + at) >> 2;
  while (index < last) {
    const word = words[index] ?? 0;
    const quote = word ^ quotes;
    const backslash = word ^ backslashes;
    const found =
      ((word - spaces) & ~word) | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash);
    if ((found & highBits) !== 0) break;
    index += 1;
  }
  return (index << 2) - byteOffset;
}

function skipEscape(body: Buffer, at: number): number {
  const length = escapeLengths[body[at + 1] ?? 0] ?? 0;
  if (length === 0) invalidJson(at);
  for (let digit = at + 2; digit < at + length; digit += 1) {
    if (!isHexDigit(body[digit] ?? 0)) invalidJson(at);
  }
  return at + length;
}

function isHexDigit(byte: number): boolean {
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}
