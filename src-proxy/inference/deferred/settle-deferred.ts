import { recordReservation, recordUsage } from '../cost/account-usage.ts';
import { closeRecord } from '../close-record.ts';
import type { Exchange, InferenceDeps } from '../exchange.ts';
import type { Relay } from '../answer/relay.ts';
import { answerId } from './answer-id.ts';

/**
 * Settles the call whose answer was read just now, if this is the first reading that tells what it took.
 * One that ends without telling took what it was allowed to.
 */
export function settleDeferred(
  { endpoint, record: { connectionId } }: Exchange,
  relay: Relay,
  deps: InferenceDeps,
): void {
  const id = answerId(endpoint.upstreamPath);
  const reading = relay.reading();
  const isOver = reading?.isComplete === true && reading.pendingId === undefined;
  if (id === null || connectionId === null || relay.status !== 200 || !isOver) return;
  const call = deps.deferred.take(connectionId, id);
  if (call === null) return;
  const { record } = call;
  record.outcome = 'ok';
  if (reading.usage === null) {
    recordReservation(record);
  } else {
    const asked = record.servedModel;
    record.servedModel = reading.servedModel ?? asked;
    recordUsage(record, reading.usage, [record.servedModel, asked], deps);
  }
  closeRecord(call, deps);
}
