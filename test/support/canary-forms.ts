/** The forms in which a secret might lie about: as it is, base64 at each alignment, hex, URL-encoded. */
function formsOf(canary: string): readonly string[] {
  const bytes = Buffer.from(canary, 'utf8');
  const aligned = [0, 1, 2].map((shift) => {
    // Whole groups of three bytes only: what stands beside them changes the characters at the ends.
    const start = (3 - shift) % 3;
    const length = Math.floor((bytes.length - start) / 3) * 3;
    return bytes.subarray(start, start + length);
  });
  return [
    canary,
    bytes.toString('latin1'),
    ...aligned.map((part) => part.toString('base64')),
    ...aligned.map((part) => part.toString('base64url')),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(canary),
    Buffer.from(canary, 'utf16le').toString('latin1'),
  ];
}

/** The forms of the canary that a text holds. */
export function findCanary(canary: string, text: string): readonly string[] {
  return formsOf(canary).filter((form) => text.includes(form));
}
