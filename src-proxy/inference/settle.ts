import type { AppError } from '../errors.ts';
import { accountAbandoned, accountUsage } from './account-usage.ts';
import { ClientGone } from './client-gone.ts';
import type { Exchange, InferenceDeps } from './exchange.ts';
import type { Call } from './read-call.ts';
import type { Relay } from './relay.ts';

/** Writes down how a request ended that a provider began to answer, and what it cost. */
export async function settleAnswer(
  exchange: Exchange,
  call: Pick<Call, 'bodyBytes'>,
  relay: Relay,
  deps: InferenceDeps,
): Promise<void> {
  const outcome = await relay.outcome;
  const { record } = exchange;
  if (!deps.prices.isLoaded) await deps.prices.loaded();
  record.status = relay.status;
  record.firstByteAt = relay.firstByteAt;
  record.isStreamed ||= relay.isEventStream;
  if (outcome.kind === 'client_gone') {
    record.outcome = 'client_gone';
  } else if (outcome.kind === 'relayed' && outcome.cut !== null) {
    record.outcome = 'upstream_error';
    record.errorCode = outcome.cut.code;
  } else {
    record.outcome = (relay.status ?? 0) < 400 ? 'ok' : 'upstream_error';
  }
  accountUsage(exchange, call, relay, deps);
  closeRecord(exchange, deps);
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

function closeRecord({ record, caller, hold }: Exchange, deps: InferenceDeps): void {
  if (record.endedAt !== null) return;
  record.endedAt = deps.clock();
  deps.allowances.settle(caller, hold, record);
  deps.virtualKeys.noteUse(caller.id, record.endedAt);
  deps.recorder.close(record);
}
