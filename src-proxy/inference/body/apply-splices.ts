/** Replaces the bytes in [`start`, `end`) by `text`; an insertion when both are equal. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The body with its splices made, in one copy; the same Buffer when there are none. Splices may come
 * in any order and must not overlap.
 */
export function applySplices(body: Buffer, splices: readonly Splice[]): Buffer {
  if (splices.length === 0) return body;
  const ordered = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let length = body.length;
  for (const { start, end, text } of ordered) length += Buffer.byteLength(text) - (end - start);
  const spliced = Buffer.allocUnsafe(length);
  let read = 0;
  let written = 0;
  for (const { start, end, text } of ordered) {
    written += body.copy(spliced, written, read, start);
    written += spliced.write(text, written);
    read = end;
  }
  body.copy(spliced, written, read);
  return spliced;
}
