import type { ServerResponse } from 'node:http';
import type { Dialect } from '../dialects/dialect.ts';
import type { AppError } from '../errors.ts';

const LINGER_MS = 3000;

/**
 * The one place a failure becomes an HTTP answer on the proxy door, in the caller's dialect. Does
 * nothing when the client has left or an answer has begun.
 */
export function sendError(
  response: ServerResponse,
  dialect: Dialect,
  error: AppError,
  /** Beside those of the error itself: a flat name-value list. */
  facts: readonly string[],
): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(JSON.stringify(dialect.renderError(error)));
  const headers = [
    'content-type',
    'application/json',
    'content-length',
    String(body.length),
    'x-latchport-error-code',
    error.code,
    ...facts,
  ];
  if (error.retryAfterSeconds !== undefined) {
    headers.push('retry-after', String(error.retryAfterSeconds));
  }
  if (response.req.complete) {
    response.writeHead(error.status, headers);
    response.end(body);
  } else {
    response.writeHead(error.status, [...headers, 'connection', 'close']);
    response.write(body);
    endBehindBody(response);
  }
}

/**
 * Throws away, for a while, what is left of a refused request's body before the connection closes. Closing
 * on bytes still on their way resets it, and a client that writes before it reads would never see
 * the answer (RFC 9112, 9.6).
 */
function endBehindBody(response: ServerResponse): void {
  const { req: request } = response;
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  request.once('close', end);
  request.resume();
}
