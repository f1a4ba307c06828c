import type { UsageRecord } from './usage-record.ts';

/** Something counted from usage records and kept in the store beside them. */
export interface RecordTally {
  /** Counts requests that are over, each once, inside the transaction that writes their records. */
  add(records: readonly UsageRecord[]): void;
  /** That transaction was rolled back: what `add` remembered of it is void; it comes again. */
  forget(): void;
}
