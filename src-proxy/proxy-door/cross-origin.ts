import type { IncomingMessage, ServerResponse } from 'node:http';

/** Lets a page whose origin some virtual key names ask for a call; the call itself still needs that key. */
export function answerPreflight(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
): void {
  allowOrigin(response, origin);
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, POST, DELETE',
    'access-control-allow-headers': asked(request),
    'access-control-max-age': '600',
  });
  response.end();
}

/** No cookies are ever involved, so `Allow-Credentials` is never sent. */
export function allowOrigin(response: ServerResponse, origin: string): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'Origin');
  response.setHeader('access-control-expose-headers', '*');
}

function asked(request: IncomingMessage): string {
  const names = request.headers['access-control-request-headers'] ?? '';
  return /^[\w\-, ]{0,2000}$/.test(names) ? names : '';
}
