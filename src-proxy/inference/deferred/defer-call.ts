import { isAnswered, recordReservation } from '../cost/account-usage.ts';
import { closeRecord } from '../close-record.ts';
import type { Exchange, InferenceDeps } from '../exchange.ts';
import { isFree } from '../cost/is-free.ts';
import type { Relay } from '../answer/relay.ts';
import type { DeferredCall } from './deferred-calls.ts';

/**
 * Keeps a call open that asked for its answer to come later, and was told that it will. False: its answer is here,
 * or was none. Others may be answered with something that only looks like such a promise.
 */
export function deferCall(exchange: Exchange, relay: Relay, deps: InferenceDeps): boolean {
  const { record, caller, hold } = exchange;
  const pendingId = isAnswered(relay) ? relay.reading()?.pendingId : undefined;
  if (pendingId === undefined || !exchange.runsOn) return false;
  if (record.connectionId === null || isFree(exchange)) return false;
  if (hold !== null) deps.allowances.leaveSlot(hold);
  deps.recorder.update(record);
  const call = { record, caller, hold };
  deps.deferred.keep(record.connectionId, pendingId, call, () => giveUp(call, deps));
  return true;
}

/** Nobody asked for its answer: it took what it was allowed to. */
function giveUp(call: DeferredCall, deps: InferenceDeps): void {
  call.record.outcome = 'ok';
  recordReservation(call.record);
  closeRecord(call, deps);
}
