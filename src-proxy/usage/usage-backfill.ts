import type { Store } from '../store/open-store.ts';
import type { UsageRollups } from './usage-rollups.ts';
import { selectRecords } from './usage-rows.ts';

const BATCH = 200;

/**
 * Sums up the next few records from before there were sums. Where it has come to is written in the same
 * transaction, so each is counted once, whenever this is interrupted. False: there are no more.
 */
export function backfillSome(store: Store, rollups: UsageRollups, batch = BATCH): boolean {
  const left = store
    .prepare<[], { readonly nextId: number; readonly endId: number }>(
      'SELECT next_id AS nextId, end_id AS endId FROM usage_backfill',
    )
    .get();
  if (left === undefined) return false;
  const records = selectRecords(store, 'r.id >= ? AND r.id < ?', [left.nextId, left.endId], batch);
  const last = records.at(-1);
  try {
    store.transaction(() => {
      rollups.addFormer(records);
      if (last === undefined) store.prepare('DELETE FROM usage_backfill').run();
      else store.prepare('UPDATE usage_backfill SET next_id = ?').run(last.id + 1);
    })();
  } catch (error) {
    rollups.forget();
    throw error;
  }
  return last !== undefined;
}
