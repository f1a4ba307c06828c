/**
 * Asks one connection after the other until one answers. Another is asked only on the outcomes listed in fallback/,
 * only while nothing has reached the client, and only while the client is there:
 *
 *   ready ones, in order -> those not doing well -> one that will be ready in a moment -> what the last one said
 */
import { performance } from 'node:perf_hooks';
import { AppError, toAppError } from '../errors.ts';
import { describeUnexpected } from '../log.ts';
import type { Failure } from '../outbound/describe-failure.ts';
import { failureError } from '../outbound/failure-error.ts';
import { ClientGone } from './client-gone.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import { exhausted } from './fallback/exhausted.ts';
import { isFallbackFailure, isUnreadableKey, isWithdrawn } from './fallback/fallback-reason.ts';
import { noteOutcome } from './fallback/note-outcome.ts';
import type { Send } from './fallback/sending.ts';
import { Tries } from './fallback/tries.ts';
import { waitForOne } from './fallback/wait-for-one.ts';
import type { Candidate } from './plan/candidate.ts';
import type { RoutePlan } from './plan/route-plan.ts';
import type { Relay } from './answer/relay.ts';

interface Round {
  readonly exchange: Exchange;
  readonly plan: RoutePlan;
  readonly send: Send;
  readonly deps: InferenceDeps;
  readonly tries: Tries;
}

/**
 * The answer that was passed on, to its end.
 * @throws what the last connection failed with, when nothing has reached the client; connections_exhausted;
 * ClientGone
 */
export async function attempt(
  exchange: Exchange,
  plan: RoutePlan,
  send: Send,
  deps: InferenceDeps,
): Promise<Relay> {
  const tries = new Tries(exchange, plan, deps);
  const round: Round = { exchange, plan, send, deps, tries };
  for (const candidate of plan.passedOver) tries.passOver(candidate, tries.stateOf(candidate));
  for (const isLastResort of [false, true]) {
    for (const candidate of plan.candidates) {
      // Each is asked only after the one before it has failed.
      // oxlint-disable-next-line no-await-in-loop
      const relay = await ask(round, candidate, isLastResort);
      if (relay !== null) return relay;
    }
  }
  return (await askAfterWait(round)) ?? giveUp(round);
}

async function ask(
  round: Round,
  candidate: Candidate,
  isLastResort: boolean,
): Promise<Relay | null> {
  const { tries, deps } = round;
  if (!tries.isToBeAsked(candidate, isLastResort)) return null;
  const leave = deps.slots.enter(candidate.connection);
  if (leave === null) {
    tries.passOver(candidate, 'busy');
    return null;
  }
  try {
    return await tryOnce(round, candidate);
  } finally {
    leave();
  }
}

async function askAfterWait(round: Round): Promise<Relay | null> {
  const { exchange, plan, tries, deps } = round;
  const startedAt = performance.now();
  const waited = await waitForOne(exchange, plan, tries, deps);
  tries.wasAwaySince(startedAt);
  if (waited === null) return null;
  tries.expectLast();
  return tryOnce(round, waited.candidate).finally(waited.leave);
}

/** One connection's answer to its end; null when another may be asked. @throws what ends the request */
async function tryOnce(round: Round, candidate: Candidate, isAgain = false): Promise<Relay | null> {
  const { exchange, plan, deps, tries } = round;
  if (exchange.response.destroyed) throw new ClientGone();
  const relay = await begin(round, candidate);
  if (relay === null) return null;
  const sentAt = performance.now();
  const outcome = await relay.outcome;
  tries.wasAwaySince(sentAt);
  deps.running.leave(candidate.connection.id, relay);
  noteOutcome({ candidate, relay, outcome, log: tries.log, plan }, deps);
  if (outcome.kind === 'failed') {
    // It was sent on a connection the provider had closed; as a rule it was never read.
    if (outcome.failure.isStaleConnection && !isAgain) return tryOnce(round, candidate, true);
    return afterFailure(round, candidate, outcome.failure);
  }
  if (outcome.kind === 'declined') {
    tries.declined = { relay, candidate };
    return null;
  }
  if (relay.status === null) throw new ClientGone(relay.isSent);
  return relay;
}

/** Null: another may be asked. @throws the failure where none may */
function afterFailure({ deps, tries }: Round, candidate: Candidate, failure: Failure): null {
  if (failure.defect !== null) deps.log.error('relay_failed', describeUnexpected(failure.defect));
  tries.failure = failureError(failure, {
    provider: candidate.provider.name,
    connection: candidate.connection.slug,
    timeouts: deps.outbound.timeouts,
  });
  if (!isFallbackFailure(failure)) throw tries.failure;
  return null;
}

/** Null when its key cannot be read, or the user has switched it off: another may be asked. */
async function begin(round: Round, candidate: Candidate): Promise<Relay | null> {
  const { exchange, send, deps, tries } = round;
  noteAttempt(exchange, candidate);
  deps.health.begin(candidate, deps.clock());
  try {
    return await send(tries.sending(candidate));
  } catch (error) {
    deps.health.noteNothing(candidate);
    if (error instanceof ClientGone) throw error;
    tries.failure = toAppError(error);
    tries.log.note(candidate, tries.failure.code);
    if (!isUnreadableKey(tries.failure) && !isWithdrawn(tries.failure)) throw error;
    return null;
  }
}

/** What a provider said last, as it said it; else why none was reached; else why none was asked. */
function giveUp({ exchange, plan, deps, tries }: Round): Relay {
  if (exchange.response.destroyed) throw new ClientGone();
  if (tries.declined !== null) {
    const { relay, candidate } = tries.declined;
    noteServer(exchange, candidate);
    if (relay.passOn()) return relay;
    throw new AppError('upstream_interrupted', { provider: candidate.provider.name });
  }
  if (tries.failure !== null) throw withConstraint(tries.failure, plan);
  const now = deps.clock();
  const passedOver = [...tries.passedOver].map(([candidate, state]) => {
    const readyAt = deps.health.readyAt(candidate, now);
    return { candidate, state, readyAt };
  });
  throw exhausted(exchange.record.requestedModel, passedOver, plan.constraint, now);
}

/** Says as well why nobody else was asked, where somebody could have been. */
function withConstraint(failure: AppError, { constraint }: RoutePlan): AppError {
  if (constraint !== null) failure.message += ` Nobody else was asked, because of ${constraint}.`;
  return failure;
}

/** Whoever the request goes to is on record before a byte goes there. */
function noteAttempt(exchange: Exchange, candidate: Candidate): void {
  exchange.record.attempts += 1;
  noteServer(exchange, candidate);
}

function noteServer({ record }: Exchange, { connection, provider, model }: Candidate): void {
  record.connectionId = connection.id;
  record.providerId = provider.id;
  record.servedModel = model;
}
