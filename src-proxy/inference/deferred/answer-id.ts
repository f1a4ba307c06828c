/** The answer itself, or the end of the work on it; not what belongs to it, such as its input. */
const paths: readonly RegExp[] = [
  /^\/responses\/([^/]+)(?:\/cancel)?$/,
  /^\/chat\/deferred-completion\/([^/]+)$/,
];

/** Which earlier answer a path asks for; null: none. */
export function answerId(path: string): string | null {
  for (const pattern of paths) {
    const [, id] = pattern.exec(path) ?? [];
    if (id !== undefined) return decode(id);
  }
  return null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
