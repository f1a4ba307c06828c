import type { AnswerReading } from '../dialects/dialect.ts';
import type { AppError } from '../errors.ts';
import type { UsageRecord } from '../usage/usage-record.ts';
import { accountAbandoned, accountUsage } from './cost/account-usage.ts';
import { closeRecord } from './close-record.ts';
import { ClientGone } from './client-gone.ts';
import { deferCall } from './deferred/defer-call.ts';
import { settleDeferred } from './deferred/settle-deferred.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import { isFree } from './cost/is-free.ts';
import type { Call } from './read-call.ts';
import type { Relay, RelayOutcome } from './answer/relay.ts';

/** Writes down how a request ended that a provider began to answer, and what it cost. */
export async function settleAnswer(
  exchange: Exchange,
  call: Pick<Call, 'estimateInput'>,
  relay: Relay,
  deps: InferenceDeps,
): Promise<void> {
  const outcome = await relay.outcome;
  const { record } = exchange;
  if (!deps.prices.isLoaded) await deps.prices.loaded();
  record.status = relay.status;
  record.firstByteAt = relay.firstByteAt;
  record.isStreamed ||= relay.isEventStream;
  noteSize(relay.reading(), deps);
  if (deferCall(exchange, relay, deps)) return;
  noteEnd(record, relay.status ?? 0, outcome);
  if (!isFree(exchange)) accountUsage(exchange, call, relay, deps);
  closeRecord(exchange, deps);
  if (outcome.kind === 'relayed' && outcome.cut === null) settleDeferred(exchange, relay, deps);
}

/** For calls that go on from this answer. */
function noteSize(reading: AnswerReading | null, { answerSizes }: InferenceDeps): void {
  if (reading?.answerId === undefined || reading.usage === null) return;
  answerSizes.note(reading.answerId, reading.usage.input + reading.usage.output);
}

function noteEnd(record: UsageRecord, status: number, outcome: RelayOutcome): void {
  if (outcome.kind === 'client_gone') {
    record.outcome = 'client_gone';
  } else if (outcome.kind === 'relayed' && outcome.cut !== null) {
    record.outcome = 'upstream_error';
    record.errorCode = outcome.cut.code;
  } else {
    record.outcome = status < 400 ? 'ok' : 'upstream_error';
  }
}

/** Writes down a request that got no answer from a provider, and why. */
export function settleRefusal(
  exchange: Exchange,
  reason: AppError | ClientGone,
  deps: InferenceDeps,
): void {
  const { record } = exchange;
  if (reason instanceof ClientGone) {
    record.outcome = 'client_gone';
    if (reason.wasSent) accountAbandoned(exchange, deps);
  } else {
    record.outcome = record.attempts > 0 ? 'upstream_error' : 'refused';
    record.status = reason.status;
    record.errorCode = reason.code;
  }
  closeRecord(exchange, deps);
}
