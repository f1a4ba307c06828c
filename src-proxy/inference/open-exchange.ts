import type { IncomingMessage, ServerResponse } from 'node:http';
import { dialectOf } from '../dialects/dialects.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import { clientName } from './caller/client-name.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';

/** Opens the record of a request whose caller is known. @throws store_full */
export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: Endpoint,
  caller: VirtualKey,
  arrivedAt: number,
  deps: InferenceDeps,
): Exchange {
  const record = deps.recorder.open(
    {
      workspaceId: caller.workspaceId,
      virtualKeyId: caller.id,
      dialect: endpoint.dialect,
      operation: endpoint.operation,
      client: clientName(request),
    },
    deps.clock(),
  );
  const dialect = dialectOf(endpoint.dialect);
  return {
    request,
    response,
    endpoint,
    dialect,
    caller,
    record,
    hold: null,
    estimate: null,
    runsOn: false,
    arrivedAt,
  };
}
