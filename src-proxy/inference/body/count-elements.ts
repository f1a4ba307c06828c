import { invalidJson } from './invalid-json.ts';
import { jsonByte } from './json-byte.ts';
import { skipSpace } from './skip-space.ts';
import { skipValue } from './skip-value.ts';

/**
 * How many elements of the array in [`start`, `end`) begin with a byte that is wanted; no more than `most`
 * are counted, so that no array takes long. @throws body_invalid_json
 */
export function countElements(
  body: Buffer,
  start: number,
  end: number,
  most: number,
  isWanted: (firstByte: number | undefined) => boolean,
): number {
  let count = 0;
  let at = skipSpace(body, start + 1, end);
  if (body[at] === jsonByte.closeBracket) return count;
  while (count < most) {
    if (isWanted(body[at])) count += 1;
    at = skipSpace(body, skipValue(body, at, end), end);
    if (body[at] === jsonByte.closeBracket) return count;
    if (body[at] !== jsonByte.comma) invalidJson(at);
    at = skipSpace(body, at + 1, end);
  }
  return count;
}
