import type { ServerResponse } from 'node:http';
import type { Dialect } from '../dialects/dialect.ts';
import type { AppError } from '../errors.ts';

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
  // What is left of a refused request's body is not read; the connection cannot be used again.
  if (!response.req.complete) headers.push('connection', 'close');
  response.writeHead(error.status, headers);
  response.end(body);
}
