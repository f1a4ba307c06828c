import type { Exchange, InferenceDeps } from './exchange.ts';

/** Gives back what a call held, counts what it took, and writes its record down; once. */
export function closeRecord(
  { record, caller, hold }: Pick<Exchange, 'record' | 'caller' | 'hold'>,
  deps: Pick<InferenceDeps, 'clock' | 'allowances' | 'virtualKeys' | 'recorder'>,
): void {
  if (record.endedAt !== null) return;
  record.endedAt = deps.clock();
  deps.allowances.settle(caller, hold, record);
  deps.virtualKeys.noteUse(caller.id, record.endedAt);
  deps.recorder.close(record);
}
