import { dropUsageEvent } from '../dialects/drop-usage-event.ts';
import { answerHeaders } from './answer/answer-headers.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import { forward } from './upstream/forward.ts';
import type { Sending } from './fallback/sending.ts';
import type { Call } from './read-call.ts';
import { Relay } from './answer/relay.ts';
import { takeSecret } from './upstream/take-secret.ts';
import { upstreamRequest } from './upstream/upstream-request.ts';
import { watchStream } from './answer/watch-stream.ts';

/**
 * Sends a call through one connection, and begins to relay the answer; `attempt` hears how it ends.
 * @throws as takeSecret
 */
export async function sendCall(
  exchange: Exchange,
  call: Call,
  deps: InferenceDeps,
  { candidate, overheadMs, constraint, onHead, onFirstChunk }: Sending,
): Promise<Relay> {
  const { connection, provider, model } = candidate;
  const { endpoint } = exchange;
  const taken = takeSecret(exchange, candidate, deps);
  const secret = taken instanceof Promise ? await taken : taken;
  const asksUsage = call.lacksStreamUsage && provider.streamUsage === 'on_request';
  const upstream = call.upstream(model, asksUsage);
  const request = upstreamRequest(exchange, candidate, upstream, deps.instanceId);
  const spentMs = overheadMs();
  const relay = new Relay({
    response: exchange.response,
    dialect: exchange.dialect,
    providerName: provider.name,
    isStreamed: call.isStreamed,
    expectsEnd: generating.has(endpoint.operation),
    dropUsageEvent: asksUsage ? dropUsageEvent() : null,
    headersFor: (headers, status) =>
      answerHeaders(exchange, candidate, headers, {
        spentMs,
        constraint: constraint(status),
        allowances: deps.allowances,
      }),
    onHead,
    onFirstChunk,
    onProgress: watchStream(exchange, call, candidate, deps),
    clock: deps.clock,
  });
  deps.running.enter(connection.id, relay);
  const dispatcher = deps.outbound.dispatcherFor(request.origin);
  const auth = provider.dialects[endpoint.dialect]?.auth ?? 'bearer';
  forward(dispatcher, request, secret, auth, relay);
  return relay;
}

/** Operations whose event streams end with a sign of their dialect, so that a cut can be told from an end. */
const generating: ReadonlySet<string> = new Set([
  'chat',
  'completions',
  'responses',
  'messages',
  'generate_content',
]);
