import type { UsageRecord } from '../../usage/usage-record.ts';
import type { Candidate } from '../plan/candidate.ts';

/** What became of one connection that was to serve a request. */
export interface AttemptEntry {
  /** Its slug. */
  readonly connection: string;
  /** `ok`, `http_429`, the code of an error, or why it was passed over. */
  readonly outcome: string;
}

const MAX_ENTRIES = 24;

/** Keeps on the record what was tried, where more than one thing was. */
export class AttemptLog {
  readonly #record: Pick<UsageRecord, 'attemptLog'>;
  readonly #entries: AttemptEntry[] = [];

  constructor(record: Pick<UsageRecord, 'attemptLog'>) {
    this.#record = record;
  }

  note({ connection }: Candidate, outcome: string): void {
    if (this.#entries.length >= MAX_ENTRIES) return;
    this.#entries.push({ connection: connection.slug, outcome });
    if (this.#entries.length > 1) this.#record.attemptLog = JSON.stringify(this.#entries);
  }
}
