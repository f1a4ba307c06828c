/**
 * Sums of usage by hour, kept in the store beside the records and written in the same transaction, so that
 * no crash can part them. The sums of the hours requests are in now are held in memory and written whole:
 * one row a series, however many requests a group commit has.
 *
 * A record belongs to the hour in which it was opened, as its id tells (see UsageRecorder): so a period is
 * a range of ids for the records and of hours for the sums, also after the clock was set back.
 */
import type { Statement } from 'better-sqlite3';
import type { Store } from '../store/open-store.ts';
import { CurrentHour } from './local-calendar.ts';
import type { RecordTally } from './record-tally.ts';
import { SumTable } from './sum-table.ts';
import { timeOfId, type UsageRecord } from './usage-record.ts';
import { UsageSeries } from './usage-series.ts';
import { addRecord, noUsage, type UsageSums } from './usage-sums.ts';

/** Long requests end in hours that are over: those are held a while too. */
const MAX_HELD = 500;

interface HeldRow {
  readonly hour: number;
  readonly seriesId: number;
  readonly sums: UsageSums;
}

export class UsageRollups implements RecordTally {
  readonly #series: UsageSeries;
  readonly #hours: SumTable;
  readonly #dropDay: Statement;
  readonly #currentHour = new CurrentHour();
  readonly #held = new Map<string, HeldRow>();
  readonly #touched = new Set<HeldRow>();
  /** Records below are summed up by the backfill alone, those a crash left running included. */
  readonly #backfillEnd: number;
  #lastHour = Number.NaN;

  constructor(store: Store) {
    this.#series = new UsageSeries(store);
    this.#hours = new SumTable(store, 'usage_hours');
    this.#dropDay = store.prepare('DELETE FROM usage_summed_days WHERE start <= ? AND end > ?');
    const end = store.prepare('SELECT end_id FROM usage_backfill').pluck().get();
    this.#backfillEnd = typeof end === 'number' ? end : 0;
  }

  add(records: readonly UsageRecord[]): void {
    this.#add(records.filter(({ id }) => id >= this.#backfillEnd));
  }

  /** For the backfill: records from before there were sums. */
  addFormer(records: readonly UsageRecord[]): void {
    this.#add(records);
  }

  forget(): void {
    this.#lastHour = Number.NaN;
    this.#series.forget();
    this.#held.clear();
    this.#touched.clear();
  }

  #add(records: readonly UsageRecord[]): void {
    for (const record of records) {
      const hour = this.#currentHour.startOf(timeOfId(record.id));
      addRecord(this.#touch(hour, this.#series.idOf(record)).sums, record);
    }
    for (const { hour, seriesId, sums } of this.#touched) this.#hours.write(hour, seriesId, sums);
    this.#touched.clear();
    if (this.#held.size > MAX_HELD) this.#held.clear();
  }

  #touch(hour: number, seriesId: number): HeldRow {
    const name = `${seriesId}@${hour}`;
    let row = this.#held.get(name);
    if (row === undefined) {
      row = { hour, seriesId, sums: this.#hours.read(hour, seriesId) ?? noUsage() };
      this.#held.set(name, row);
    }
    this.#touched.add(row);
    if (hour !== this.#lastHour) this.#dropDay.run(hour, hour);
    this.#lastHour = hour;
    return row;
  }
}
