/**
 * Jumps over an array or object without reading it. Only what could move a bracket is checked: the
 * brackets pair up, strings end, and nothing but JSON's own alphabet stands between strings, so a
 * parser that also knows comments or single quotes sees the same structure. The rest - numbers,
 * commas, escapes - is left to the provider, who parses it anyway and words its own error.
 */
import { invalidJson } from './invalid-json.ts';
import { jsonByte } from './json-byte.ts';

/** RFC 8259, section 9 allows a limit; parsers stop between 100 and 10,000. */
const maxDepth = 1000;

/** Strings shorter than this are cheaper to walk than to hand to `indexOf`. */
const nearBytes = 24;

const PLAIN = 0;
const QUOTE = 1;
const OPEN = 2;
const OTHER = 3;

const kinds = new Uint8Array(256).fill(OTHER);
for (const plain of '\t\n\r ,:+-.0123456789Etruefalsn') kinds[plain.charCodeAt(0)] = PLAIN;
for (const open of '[{') kinds[open.charCodeAt(0)] = OPEN;
kinds[jsonByte.quote] = QUOTE;

/** `[` and `]`, `{` and `}` are two apart in ASCII. */
const closes = (open: number | undefined, close: number): boolean => open === close - 2;

/** The offset after the value that opens at `start`. Works without recursion, in linear time. */
export function skipNested(body: Buffer, start: number, end: number): number {
  const open: number[] = [];
  let at = start;
  while (at < end) {
    const byte = body[at] ?? 0;
    const kind = kinds[byte];
    if (kind === PLAIN) {
      at = skipPlain(body, at + 1);
    } else if (kind === QUOTE) {
      at = skipString(body, at, end);
    } else if (kind === OPEN) {
      if (open.push(byte) > maxDepth) invalidJson(at);
      at += 1;
    } else {
      if (!closes(open.pop(), byte)) invalidJson(at);
      at += 1;
      if (open.length === 0) return at;
    }
  }
  return invalidJson(end);
}

/** Stops at the end of the body too: a byte that is not there is not plain. */
function skipPlain(body: Buffer, start: number): number {
  let at = start;
  while (kinds[body[at] ?? 0] === PLAIN) at += 1;
  return at;
}

function skipString(body: Buffer, start: number, end: number): number {
  let at = start + 1;
  while (at < end) {
    const near = Math.min(at + nearBytes, end);
    while (at < near) {
      const byte = body[at];
      if (byte === jsonByte.quote) return at + 1;
      at += byte === jsonByte.backslash ? 2 : 1;
    }
    const quote = body.indexOf(jsonByte.quote, at);
    if (quote === -1) break;
    if (!isEscaped(body, at, quote)) return quote + 1;
    at = quote + 1;
  }
  return invalidJson(end);
}

/** Whether an odd number of backslashes stands before `quote`; `from` is known to begin a character. */
function isEscaped(body: Buffer, from: number, quote: number): boolean {
  let at = quote;
  while (at > from && body[at - 1] === jsonByte.backslash) at -= 1;
  return (quote - at) % 2 === 1;
}
