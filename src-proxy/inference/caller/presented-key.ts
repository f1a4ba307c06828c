import type { IncomingMessage } from 'node:http';

/**
 * The virtual key a client sent, wherever its kind of client puts it: `Authorization: Bearer`,
 * `x-api-key` (Anthropic), `x-goog-api-key` or `?key=` (Gemini). Empty when there is none.
 */
export function presentedKey(request: IncomingMessage): string {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const bearer = /^bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (bearer !== undefined) return bearer;
  }
  return (
    headerText(request, 'x-api-key') ?? headerText(request, 'x-goog-api-key') ?? queryKey(request)
  );
}

function headerText(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value.trim() : undefined;
}

function queryKey(request: IncomingMessage): string {
  const url = request.url ?? '';
  const at = url.indexOf('?');
  return at < 0 ? '' : (new URLSearchParams(url.slice(at)).get('key') ?? '');
}
