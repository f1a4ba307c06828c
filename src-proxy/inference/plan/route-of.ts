import type { Exchange } from '../exchange.ts';
import { conversationName } from './conversation-name.ts';
import type { RouteRequest } from './route-request.ts';
import { readRoutingRequest } from './routing-request.ts';
import { pinnedConnection, type Call } from '../read-call.ts';

/** What a call asks of its route. @throws body_invalid_member */
export function routeOf(
  { request, endpoint, caller }: Exchange,
  call: Pick<Call, 'routing' | 'opening'>,
  model: string | null,
): RouteRequest {
  return {
    dialect: endpoint.dialect,
    model,
    pin: pinnedConnection(request),
    routing: readRoutingRequest(call.routing),
    conversation: () => conversationName(caller, request.headers, call.opening),
  };
}
