import { jsonByte } from './json-byte.ts';
import { skipNested } from './skip-nested.ts';
import { skipScalar } from './skip-scalar.ts';
import { skipString } from './skip-string.ts';

/** The offset after the value that begins at `start`. @throws body_invalid_json */
export function skipValue(body: Buffer, start: number, end: number): number {
  const byte = body[start];
  if (byte === jsonByte.quote) return skipString(body, start, end);
  const isNested = byte === jsonByte.openBrace || byte === jsonByte.openBracket;
  return isNested ? skipNested(body, start, end) : skipScalar(body, start);
}
