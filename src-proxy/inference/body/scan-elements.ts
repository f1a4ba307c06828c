import { invalidJson } from './invalid-json.ts';
import { jsonByte } from './json-byte.ts';
import { skipSpace } from './skip-space.ts';
import { skipValue } from './skip-value.ts';

/** Where the elements of the array in [`start`, `end`) begin, as `scanMembers` reads an object. @throws body_invalid_json */
export function scanElements(body: Buffer, start: number, end: number): readonly number[] {
  const starts: number[] = [];
  let at = skipSpace(body, start + 1, end);
  if (body[at] === jsonByte.closeBracket) return starts;
  for (;;) {
    starts.push(at);
    at = skipSpace(body, skipValue(body, at, end), end);
    if (body[at] === jsonByte.closeBracket) return starts;
    if (body[at] !== jsonByte.comma) invalidJson(at);
    at = skipSpace(body, at + 1, end);
  }
}
