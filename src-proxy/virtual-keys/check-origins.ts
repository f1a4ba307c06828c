import { AppError } from '../errors.ts';

const MAX_ORIGINS = 32;

/** Pages of these have no origin of their own: a browser sends `null` for them. */
const opaque: ReadonlySet<string> = new Set(['file:', 'javascript:', 'data:', 'blob:']);

/**
 * Origins spelled as a browser sends them in `Origin` (RFC 6454, section 6.2), so that one comparison of
 * texts decides later. Schemes of apps and extensions (`chrome-extension://...`, `tauri://localhost`) are
 * allowed. Neither `*` nor `null` is: every page can send the latter, from a sandboxed frame.
 *
 * @throws field_invalid
 */
export function checkOrigins(origins: readonly string[]): readonly string[] {
  if (origins.length > MAX_ORIGINS) throw invalid(`at most ${MAX_ORIGINS}`);
  return [...new Set(origins.map(checkOrigin))];
}

function checkOrigin(text: string): string {
  const origin = text.trim().replace(/\/$/, '').toLowerCase();
  const isOrigin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\\\s*]+$/.test(origin) && URL.canParse(origin);
  if (!isOrigin) {
    throw invalid('use scheme://host or scheme://host:port, for example http://localhost:5173');
  }
  const url = new URL(origin);
  if (url.protocol === 'http:' || url.protocol === 'https:') return url.origin;
  if (opaque.has(url.protocol) || !/^[\x21-\x7E]{1,512}$/.test(origin)) {
    throw invalid('an app or extension origin is visible ASCII, and has a scheme of its own');
  }
  return origin;
}

const invalid = (problem: string): AppError =>
  new AppError('field_invalid', { field: 'origins', problem });
