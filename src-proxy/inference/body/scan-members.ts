/**
 * Finds where the members of a JSON object begin and end without building the object: a request body
 * is read and changed in place, because parsing and serialising it again would change bytes that
 * signatures, prompt caches and big integers depend on.
 *
 * This level is checked as strictly as JSON.parse does, so nobody downstream can read another name or
 * value here; nested values are only jumped over (skip-nested.ts says what is checked there).
 */
import { invalidJson } from './invalid-json.ts';
import { jsonByte } from './json-byte.ts';
import { skipSpace } from './skip-space.ts';
import { skipString } from './skip-string.ts';
import { skipValue } from './skip-value.ts';

/** A request has some dozen; each costs more memory than the few bytes that can make one. */
const maxMembers = 10_000;

/** Offsets count bytes from the start of the body; ends are exclusive. */
export interface Member {
  /** Decoded: `"mod\u0065l"` is `model`. */
  readonly name: string;
  /** The opening quote of the name. */
  readonly nameStart: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** The comma after the value; null after the last member. */
  readonly commaAt: number | null;
}

/**
 * The members of the one object in [`start`, `end`), in order, duplicates included. A byte order mark
 * at the start of the body is skipped. Throws `body_invalid_json` for anything else.
 */
export function scanMembers(body: Buffer, start = 0, end = body.length): readonly Member[] {
  const members: Member[] = [];
  const open = skipSpace(body, start === 0 ? skipByteOrderMark(body) : start, end);
  if (open >= end || body[open] !== jsonByte.openBrace) invalidJson(open);
  let at = skipSpace(body, open + 1, end);
  let isMore = body[at] !== jsonByte.closeBrace;
  while (isMore) {
    const member = readMember(body, at, end);
    if (members.push(member) > maxMembers) invalidJson(at);
    isMore = member.commaAt !== null;
    at = skipSpace(body, member.commaAt === null ? member.valueEnd : member.commaAt + 1, end);
  }
  endObject(body, at, end);
  return members;
}

function endObject(body: Buffer, close: number, end: number): void {
  if (close >= end || body[close] !== jsonByte.closeBrace) invalidJson(close);
  const rest = skipSpace(body, close + 1, end);
  if (rest < end) invalidJson(rest);
}

function readMember(body: Buffer, nameStart: number, end: number): Member {
  const nameEnd = skipString(body, nameStart, end);
  const colon = skipSpace(body, nameEnd, end);
  if (body[colon] !== jsonByte.colon) invalidJson(colon);
  const valueStart = skipSpace(body, colon + 1, end);
  const valueEnd = skipValue(body, valueStart, end);
  const next = skipSpace(body, valueEnd, end);
  const name = readString(body, nameStart, nameEnd);
  const commaAt = body[next] === jsonByte.comma ? next : null;
  return { name, nameStart, valueStart, valueEnd, commaAt };
}

/** Decodes the string literal in [`start`, `end`), quotes included, that a scan found valid. */
export function readString(body: Buffer, start: number, end: number): string {
  const text = body.toString('utf8', start + 1, end - 1);
  return text.includes('\\') ? String(JSON.parse(`"${text}"`)) : text;
}

function skipByteOrderMark(body: Buffer): number {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
}
