import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dialect } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import { AppError, toAppError } from '../errors.ts';
import { describeUnexpected } from '../log.ts';
import { requestIdOf } from '../usage/usage-record.ts';
import { ClientGone } from './client-gone.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import { clientVendor, dialectOfPath } from './endpoint/client-vendor.ts';
import { sendError } from './send-error.ts';
import { settleRefusal } from './settle.ts';

/** Where every failure of the straight line ends: told to the client, written to the record. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  exchange: Exchange | null,
  error: unknown,
  deps: InferenceDeps,
): void {
  const isExpected = error instanceof AppError || error instanceof ClientGone;
  if (!isExpected) deps.log.error('request_failed', describeUnexpected(error));
  const reason = error instanceof ClientGone ? error : toAppError(error);
  if (reason instanceof AppError) {
    const requestId = exchange === null ? null : requestIdOf(exchange.record.id);
    sendError(response, exchange?.dialect ?? dialectOfRequest(request), reason, requestId);
  }
  if (exchange !== null) settleRefusal(exchange, reason, deps);
}

function dialectOfRequest({ url, headers }: IncomingMessage): Dialect {
  return dialectOf(dialectOfPath(url ?? '/', clientVendor(headers)));
}
