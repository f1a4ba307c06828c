/**
 * Writes usage records in group commits: a request costs the store a share of one transaction
 * every few milliseconds, off its own path. A record is written when it opens too (unless it is
 * over within the same group), so a crash leaves it visible as running; `recover` names those
 * `interrupted` at the next start.
 *
 * Records on their way are kept in arrays: a Set that is always filled and emptied leaves tables behind whose dead
 * entries carry young records into the old generation, to be collected there at many times the price.
 */
import type { Statement } from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { describeUnexpected, type Log } from '../log.ts';
import { removeFrom } from '../remove-from.ts';
import type { Store } from '../store/open-store.ts';
import { recordTime } from './record-time.ts';
import type { RecordTally } from './record-tally.ts';
import { firstIdAt, type UsageRecord } from './usage-record.ts';
import { prepareRecordWriter, selectRecords } from './usage-rows.ts';

const GROUP_MS = 10;
/** A request over within this time is written once, not twice; a longer one shows as running from then on. */
const YOUNG_MS = 15;
/** Beyond this many unwritten records new work is refused, so memory stays bounded. */
const MAX_WAITING = 10_000;
const RETRY_MS = 1000;

type NewRecord = Pick<
  UsageRecord,
  'workspaceId' | 'virtualKeyId' | 'dialect' | 'operation' | 'client'
>;

export class UsageRecorder {
  readonly #store: Store;
  readonly #log: Log;
  readonly #clock: () => number;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #rollback: Statement;
  readonly #write: (record: UsageRecord) => void;
  readonly #tallies: readonly RecordTally[];
  readonly #running: UsageRecord[] = [];
  #waiting: UsageRecord[] = [];
  readonly #subscribers = new Set<(record: UsageRecord) => void>();
  #lastId: number;
  #timer: NodeJS.Timeout | undefined;
  #hasFailed = false;

  constructor(
    store: Store,
    log: Log,
    clock: () => number = Date.now,
    tallies: readonly RecordTally[] = [],
  ) {
    this.#store = store;
    this.#log = log;
    this.#clock = clock;
    this.#tallies = tallies;
    this.#begin = store.prepare('BEGIN IMMEDIATE');
    this.#commit = store.prepare('COMMIT');
    this.#rollback = store.prepare('ROLLBACK');
    this.#write = prepareRecordWriter(store);
    const last = store.prepare('SELECT max(id) AS id FROM usage_records').pluck().get();
    this.#lastId = typeof last === 'number' ? last : 0;
  }

  /** Marks what a crash left running, at the cost that was reserved for it; how many there were. */
  recover(): number {
    const left = selectRecords(this.#store, "outcome = 'running'");
    for (const record of left) interrupt(record);
    if (left.length > 0) this.#writeGroup(left);
    return left.length;
  }

  /** @throws store_full while records cannot be written */
  open(start: NewRecord, startedAt: number): UsageRecord {
    if (this.#hasFailed || this.#waiting.length > MAX_WAITING) throw new AppError('store_full');
    const record = newRecord(this.#nextId(startedAt), startedAt, start);
    this.#running.push(record);
    this.#waiting.push(record);
    this.#schedule();
    return record;
  }

  /** Writes a running record as it is now, in case it is never closed. */
  update(record: UsageRecord): void {
    if (this.#running.lastIndexOf(record) !== -1) this.#wait(record);
  }

  /** The time at which a call that comes now counts where money is concerned (see `recordTime`). */
  spendingTime(nowMs: number): number {
    return recordTime(Math.max(this.#lastId, firstIdAt(nowMs)), nowMs);
  }

  /** Writes the record as it is now. Closing it again changes nothing, since it is counted already. */
  close(record: UsageRecord): void {
    if (!removeFrom(this.#running, record)) return;
    this.#wait(record);
    for (const subscriber of this.#subscribers) subscriber(record);
  }

  /** Calls `subscriber` with every record that closes; the returned function ends that. */
  subscribe(subscriber: (record: UsageRecord) => void): () => void {
    this.#subscribers.add(subscriber);
    return () => void this.#subscribers.delete(subscriber);
  }

  /** Writes what is waiting; all of it when the engine ends. */
  flush(isEnding = false): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const now = this.#clock();
    const due: UsageRecord[] = [];
    const young: UsageRecord[] = [];
    for (const record of this.#waiting) {
      (isEnding || !isYoung(record, now) ? due : young).push(record);
    }
    try {
      if (due.length > 0) this.#writeGroup(due);
      this.#waiting = young;
      if (young.length > 0) this.#schedule();
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed) this.#log.error('usage_not_written', describeUnexpected(error));
      this.#hasFailed = true;
      this.#timer = setTimeout(() => this.flush(), RETRY_MS);
      this.#timer.unref();
    }
  }

  #writeGroup(records: readonly UsageRecord[]): void {
    this.#begin.run();
    try {
      for (const record of records) this.#write(record);
      const over = records.filter(({ outcome }) => outcome !== 'running');
      for (const tally of this.#tallies) tally.add(over);
      this.#commit.run();
    } catch (error) {
      if (this.#store.inTransaction) this.#rollback.run();
      for (const tally of this.#tallies) tally.forget();
      throw error;
    }
  }

  #wait(record: UsageRecord): void {
    // From the end: it was opened a moment ago.
    if (this.#waiting.lastIndexOf(record) === -1) this.#waiting.push(record);
    this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.flush(), GROUP_MS);
  }

  /** The first of its millisecond, or one more than the last: unique, and never going back with the clock. */
  #nextId(startedAt: number): number {
    this.#lastId = Math.max(this.#lastId + 1, firstIdAt(startedAt));
    return this.#lastId;
  }
}

/** What it did is not known, so it did what it was allowed to. */
function interrupt(record: UsageRecord): void {
  record.outcome = 'interrupted';
  if (record.reservedUsd === null) return;
  record.costUsd = record.reservedUsd;
  record.isEstimated = true;
  record.priceSource = 'reservation';
}

function isYoung(record: UsageRecord, now: number): boolean {
  const ageMs = now - record.startedAt;
  return record.outcome === 'running' && ageMs >= 0 && ageMs < YOUNG_MS;
}

function newRecord(id: number, startedAt: number, start: NewRecord): UsageRecord {
  return {
    id,
    startedAt,
    workspaceId: start.workspaceId,
    virtualKeyId: start.virtualKeyId,
    dialect: start.dialect,
    operation: start.operation,
    client: start.client,
    requestedModel: null,
    isStreamed: false,
    firstByteAt: null,
    endedAt: null,
    connectionId: null,
    providerId: null,
    servedModel: null,
    attempts: 0,
    attemptLog: null,
    status: null,
    outcome: 'running',
    errorCode: null,
    inputTokens: null,
    cachedInputTokens: null,
    cacheWriteTokens: null,
    outputTokens: null,
    reasoningTokens: null,
    isEstimated: false,
    costUsd: null,
    priceSource: null,
    reservedUsd: null,
  };
}
