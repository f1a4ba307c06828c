import type { IncomingHttpHeaders } from 'node:http';

/**
 * The content type an answer is read by; empty where there is none. A provider may send several, which
 * undici gives as a list; the first counts, as browsers see it.
 */
export function contentTypeOf(headers: IncomingHttpHeaders): string {
  const value: string | readonly string[] = headers['content-type'] ?? '';
  return typeof value === 'string' ? value : (value[0] ?? '');
}
