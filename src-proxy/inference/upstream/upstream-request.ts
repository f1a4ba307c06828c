import type { Exchange } from '../exchange.ts';
import type { UpstreamRequest } from './forward.ts';
import type { Candidate } from '../plan/candidate.ts';
import type { UpstreamCall } from '../read-call.ts';
import { upstreamAddress } from './upstream-address.ts';
import { forwardedHeaders } from './upstream-headers.ts';

/** The request a candidate's provider gets, all but the key. */
export function upstreamRequest(
  exchange: Exchange,
  candidate: Candidate,
  call: UpstreamCall,
  instanceId: string,
): UpstreamRequest {
  const { request, endpoint } = exchange;
  return {
    ...upstreamAddress(candidate, endpoint, call.path),
    method: request.method ?? 'GET',
    headers: upstreamHeaders(exchange, candidate, instanceId),
    body: call.body,
  };
}

function upstreamHeaders(
  { request, endpoint }: Exchange,
  { connection, provider }: Candidate,
  instanceId: string,
): readonly string[] {
  const headers = forwardedHeaders(
    request.rawHeaders,
    request.headers.connection,
    endpoint.dialect,
  );
  // An answer is metered on its way, so it must come as it is.
  headers.push('accept-encoding', 'identity');
  const needed = provider.dialects[endpoint.dialect]?.headers ?? {};
  for (const name in needed) {
    if (request.headers[name] === undefined) headers.push(name, needed[name] ?? '');
  }
  // Only an address the user typed can lead back here.
  if (connection.baseUrl !== null) headers.push('x-latchport-hop', hops(request, instanceId));
  return headers;
}

function hops(request: Exchange['request'], instanceId: string): string {
  const before = request.headers['x-latchport-hop'];
  return before === undefined ? instanceId : `${String(before).slice(0, 500)}, ${instanceId}`;
}
