import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dialect } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import { AppError, toAppError } from '../errors.ts';
import { describeUnexpected } from '../log.ts';
import { requestIdOf } from '../usage/usage-record.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import { ClientGone } from './client-gone.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import { clientVendor, dialectOfPath } from './endpoint/client-vendor.ts';
import { sendError } from './send-error.ts';
import { settleRefusal } from './settle.ts';

/** How far a request got before it failed. */
export interface Progress {
  readonly caller: VirtualKey | null;
  readonly exchange: Exchange | null;
}

/** Where every failure of the straight line ends: told to the client, written to the record. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { caller, exchange }: Progress,
  error: unknown,
  deps: InferenceDeps,
): void {
  const isExpected = error instanceof AppError || error instanceof ClientGone;
  if (!isExpected) deps.log.error('request_failed', describeUnexpected(error));
  const reason = error instanceof ClientGone ? error : toAppError(error);
  try {
    if (reason instanceof AppError) {
      const dialect = exchange?.dialect ?? dialectOfRequest(request);
      sendError(response, dialect, reason, [
        ...(exchange === null ? [] : ['x-latchport-request-id', requestIdOf(exchange.record.id)]),
        ...(caller === null ? [] : deps.allowances.headersFor(caller)),
      ]);
    }
  } finally {
    if (exchange !== null) settleRefusal(exchange, reason, deps);
  }
}

function dialectOfRequest({ url, headers }: IncomingMessage): Dialect {
  return dialectOf(dialectOfPath(url ?? '/', clientVendor(headers)));
}
