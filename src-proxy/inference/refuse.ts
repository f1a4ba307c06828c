import type { IncomingMessage, ServerResponse } from 'node:http';
import { dialectOf } from '../dialects/dialects.ts';
import { AppError, toAppError } from '../errors.ts';
import { describeUnexpected } from '../log.ts';
import { requestIdOf } from '../usage/usage-record.ts';
import { ClientGone } from './client-gone.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import { dialectOfPath } from './identify-endpoint.ts';
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
    const dialect =
      exchange?.dialect ??
      dialectOf(
        dialectOfPath(request.url ?? '/', request.headers['anthropic-version'] !== undefined),
      );
    sendError(
      response,
      dialect,
      reason,
      exchange === null ? null : requestIdOf(exchange.record.id),
    );
  }
  if (exchange !== null) settleRefusal(exchange, reason, deps);
}
