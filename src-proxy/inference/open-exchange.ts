import type { IncomingMessage, ServerResponse } from 'node:http';
import { dialectOf } from '../dialects/dialects.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
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
      client: clientName(request.headers['user-agent']),
    },
    deps.clock(),
  );
  const dialect = dialectOf(endpoint.dialect);
  return { request, response, endpoint, dialect, caller, record, hold: null, arrivedAt };
}

/** The product at the start of a user agent, e.g. `claude-cli/2.0.1`. */
function clientName(userAgent: string | undefined): string | null {
  return /^[\w.@/+-]{1,64}/.exec(userAgent ?? '')?.[0] ?? null;
}
