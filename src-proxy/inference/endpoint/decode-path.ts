/** Encoded once or several times: `%5f`, `%255f`. */
const escaped = /%(?:25)*([\da-f]{2})/gi;

/**
 * A path as the most generous server would read it: some decode twice, and what is no UTF-8 keeps none from
 * decoding the rest. To be judged by, not to be sent.
 */
export function decodePath(path: string): string {
  return path.includes('%') ? decodeOnce(decodeOnce(path)) : path;
}

const decodeOnce = (path: string): string =>
  path.replaceAll(escaped, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/**
 * What stands between the slashes of a path, leaning either way: decoded, in lower case, without what some
 * servers cut off (parameters behind a `;`, space around it). Empty ones are left out.
 */
export function pathSegments(path: string): readonly string[] {
  return decodePath(path)
    .toLowerCase()
    .split(/[/\\]/)
    .map((segment) => segment.replace(/;.*/s, '').trim())
    .filter((segment) => segment !== '');
}
