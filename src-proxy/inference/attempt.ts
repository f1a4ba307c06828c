import { performance } from 'node:perf_hooks';
import type { Connection } from '../connections/connection.ts';
import { keySourceOf } from '../connections/key-source-of.ts';
import { dropUsageEvent } from '../dialects/drop-usage-event.ts';
import { AppError } from '../errors.ts';
import { failureError } from '../outbound/failure-error.ts';
import type { Secret } from '../vault/secret.ts';
import { answerHeaders } from './answer-headers.ts';
import { ClientGone } from './client-gone.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import { forward } from './forward.ts';
import type { Candidate } from './plan/candidate.ts';
import type { Call } from './read-call.ts';
import { Relay } from './relay.ts';
import { upstreamRequest } from './upstream-request.ts';

/**
 * Tries the candidates in order until one answers, and relays that answer.
 * @throws the last candidate's failure, when nothing has reached the client; ClientGone
 */
export async function attempt(
  exchange: Exchange,
  call: Call,
  candidates: readonly [Candidate, ...Candidate[]],
  deps: InferenceDeps,
): Promise<Relay> {
  const [candidate] = candidates;
  const relay = await relayOnce(exchange, call, candidate, deps);
  await requireAnswer(relay, candidate, deps);
  return relay;
}

/**
 * Waits for the end of an attempt in which the provider began to answer.
 * @throws the failure of any other; ClientGone
 */
export async function requireAnswer(
  relay: Relay,
  { provider, connection }: Candidate,
  { outbound }: InferenceDeps,
): Promise<void> {
  const outcome = await relay.outcome;
  if (outcome.kind === 'failed') {
    throw failureError(outcome.failure, {
      provider: provider.name,
      connection: connection.slug,
      timeouts: outbound.timeouts,
    });
  }
  if (relay.status === null) throw new ClientGone();
}

async function relayOnce(
  exchange: Exchange,
  call: Call,
  candidate: Candidate,
  deps: InferenceDeps,
): Promise<Relay> {
  const { connection, provider } = candidate;
  const { endpoint } = exchange;
  noteAttempt(exchange, candidate);
  const secret = await takeSecret(exchange, candidate, deps);
  const asksUsage = call.lacksStreamUsage && provider.streamUsage === 'on_request';
  const upstream = call.upstream(candidate.model, asksUsage);
  const request = upstreamRequest(exchange, candidate, upstream, deps.instanceId);
  const overheadMs = performance.now() - exchange.arrivedAt;
  const relay = new Relay({
    response: exchange.response,
    dialect: exchange.dialect,
    providerName: provider.name,
    isStreamed: call.isStreamed,
    expectsEnd: generating.has(endpoint.operation),
    dropUsageEvent: asksUsage ? dropUsageEvent() : null,
    headersFor: (headers) => answerHeaders(exchange, candidate, headers, overheadMs),
    clock: deps.clock,
  });
  deps.running.enter(connection.id, relay);
  void relay.outcome.then(() => deps.running.leave(connection.id, relay));
  const dispatcher = deps.outbound.dispatcherFor(request.origin);
  forward(
    dispatcher,
    request,
    secret,
    provider.dialects[endpoint.dialect]?.auth ?? 'bearer',
    relay,
  );
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

/** Whoever the request goes to is on record before a byte goes there. */
export function noteAttempt(
  { record }: Exchange,
  { connection, provider, model }: Candidate,
): void {
  record.attempts += 1;
  record.connectionId = connection.id;
  record.providerId = provider.id;
  record.servedModel = model;
}

/**
 * The candidate's key as it is now: from memory when it is there, so that most requests do not wait.
 * While it was fetched the client may have left or the connection been switched off; then nothing may
 * be sent.
 * @throws vault_*, keychain_*, reference_*, connection_disabled, connection_disconnected; ClientGone
 */
export async function takeSecret(
  { response }: Exchange,
  { connection }: Candidate,
  deps: InferenceDeps,
): Promise<Secret | null> {
  const before = requireOn(connection, deps);
  const secret = deps.vault.readCached(keySourceOf(before)) ?? (await readKey(before, deps));
  if (response.destroyed) throw new ClientGone();
  requireOn(connection, deps);
  return secret;
}

/** A rotation may end the key while it is being fetched; then the new one is the right one. */
async function readKey(before: Connection, deps: InferenceDeps): Promise<Secret | null> {
  try {
    return await deps.vault.read(keySourceOf(before));
  } catch (error) {
    const after = requireOn(before, deps);
    if (after.keyVersion === before.keyVersion) throw error;
    return await deps.vault.read(keySourceOf(after));
  }
}

function requireOn({ id, slug }: Connection, { connections }: InferenceDeps): Connection {
  const current = connections.get(id);
  if (current === undefined) throw new AppError('connection_disconnected', { connection: slug });
  if (!current.isEnabled) throw new AppError('connection_disabled', { connection: slug });
  return current;
}
