/** The first offset in [`at`, `end`) that is not JSON white space, or `end`. */
export function skipSpace(body: Buffer, at: number, end: number): number {
  while (at < end) {
    const byte = body[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at += 1;
  }
  return end;
}
