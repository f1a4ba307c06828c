/**
 * What keys and workspaces spent, in billionths of a USD, so that every sum is exact. The table holds a
 * row a key and local day and is written in the same transaction as the usage records it adds up, so a
 * crash cannot part them. Windows are summed up from it when first asked for and kept in memory.
 */
import type { Statement } from 'better-sqlite3';
import { removeFrom } from '../remove-from.ts';
import type { Store } from '../store/open-store.ts';
import { recordTime } from '../usage/record-time.ts';
import type { RecordTally } from '../usage/record-tally.ts';
import type { UsageRecord } from '../usage/usage-record.ts';
import { budgetPeriods, type BudgetPeriod } from './budget.ts';
import { DayKeeper, daysOf, windowName, type Calendar } from './calendar.ts';

const NANO = 1e9;

export const toNano = (usd: number): number => Math.round(usd * NANO);
export const toUsd = (nano: number): number => nano / NANO;

/** One budget period of one key or workspace. */
export interface SpendingWindow {
  /** What calls that are over cost. */
  spent: number;
  /** What calls that still run may cost. */
  held: number;
}

/** Whose money: a key's, or that of all keys of a workspace. */
export interface Spender {
  readonly kind: 'key' | 'workspace';
  readonly id: string;
}

/** What one call that is over cost. */
interface Charge {
  readonly record: UsageRecord;
  readonly keyId: string;
  readonly workspaceId: string;
  readonly day: string;
  readonly nano: number;
}

/** A spender has four current windows; beyond these its oldest ones are summed up again when asked for. */
const MAX_WINDOWS = 12;

export class Spending implements RecordTally {
  readonly #sums: Readonly<Record<Spender['kind'], Statement<[string, string, string]>>>;
  readonly #write: Statement;
  readonly #ownerOf: (keyId: string) => string;
  readonly #days = new DayKeeper();
  readonly #windows = new Map<string, Map<string, SpendingWindow>>();
  /** Counted in memory and not in the table yet; an array, for the reason UsageRecorder gives. */
  readonly #unwritten: Charge[] = [];
  /** What the transaction under way takes out of `#unwritten`. */
  #writing: Charge[] = [];

  /** `ownerOf`: whose money a key spends, see `VirtualKey.parentId`. */
  constructor(store: Store, ownerOf: (keyId: string) => string) {
    const sum = (keys: string): Statement<[string, string, string]> =>
      store
        .prepare<[string, string, string]>(
          `SELECT coalesce(sum(nano_usd), 0) FROM spending_days
           WHERE virtual_key_id ${keys} AND day BETWEEN ? AND ?`,
        )
        .pluck();
    this.#sums = {
      key: sum('= ?'),
      workspace: sum('IN (SELECT id FROM virtual_keys WHERE workspace_id = ?)'),
    };
    this.#write = store.prepare(
      `INSERT INTO spending_days VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET nano_usd = nano_usd + excluded.nano_usd`,
    );
    this.#ownerOf = ownerOf;
  }

  /** The day of the calendar a record counts to, also when it ends on another. */
  calendarOf({ id, startedAt }: Pick<UsageRecord, 'id' | 'startedAt'>): Calendar {
    return this.#days.at(recordTime(id, startedAt));
  }

  /** The window of a period. The object stays the same while money is held in it. */
  window(spender: Spender, per: BudgetPeriod, calendar: Calendar): SpendingWindow {
    let windows = this.#windows.get(spender.id);
    if (windows === undefined) this.#windows.set(spender.id, (windows = new Map()));
    const name = per + windowName(calendar, per);
    const known = windows.get(name);
    if (known !== undefined) return known;
    const window = { spent: this.#sumUp(spender, per, calendar), held: 0 };
    windows.set(name, window);
    if (windows.size > MAX_WINDOWS) forgetOldest(windows);
    return window;
  }

  /** Counts what a call cost, before its record is written. */
  charge(record: UsageRecord): void {
    const charge = this.#chargeOf(record);
    if (charge.nano === 0) return;
    this.#unwritten.push(charge);
    const calendar = this.calendarOf(record);
    this.#count(charge.keyId, charge.nano, calendar);
    this.#count(charge.workspaceId, charge.nano, calendar);
  }

  add(records: readonly UsageRecord[]): void {
    this.#writing = [];
    // One row a key and day, however many calls a group commit has.
    const sums = new Map<string, Charge>();
    for (const record of records) {
      const counted = this.#unwritten.find((charge) => charge.record === record);
      const charge = counted ?? this.#chargeOf(record);
      if (charge.nano === 0) continue;
      if (removeFrom(this.#unwritten, charge)) this.#writing.push(charge);
      const name = `${charge.keyId} ${charge.day}`;
      sums.set(name, { ...charge, nano: charge.nano + (sums.get(name)?.nano ?? 0) });
    }
    for (const { keyId, day, nano } of sums.values()) this.#write.run(keyId, day, nano);
  }

  forget(): void {
    this.#unwritten.push(...this.#writing);
    this.#writing = [];
  }

  #chargeOf(record: UsageRecord): Charge {
    return {
      record,
      keyId: this.#ownerOf(record.virtualKeyId),
      workspaceId: record.workspaceId,
      day: this.calendarOf(record).day,
      nano: toNano(record.costUsd ?? 0),
    };
  }

  /** Only into windows that are in memory: any other is summed up, with the charge, when it is asked for. */
  #count(id: string, nano: number, calendar: Calendar): void {
    const windows = this.#windows.get(id);
    if (windows === undefined) return;
    for (const per of budgetPeriods) {
      const window = windows.get(per + windowName(calendar, per));
      if (window !== undefined) window.spent += nano;
    }
  }

  #sumUp({ kind, id }: Spender, per: BudgetPeriod, calendar: Calendar): number {
    const [from, to] = daysOf(calendar, per);
    let sum = Number(this.#sums[kind].get(id, from, to));
    for (const { keyId, workspaceId, day, nano } of this.#unwritten) {
      const isTheirs = (kind === 'key' ? keyId : workspaceId) === id;
      if (isTheirs && day >= from && day <= to) sum += nano;
    }
    return sum;
  }
}

/** One that still holds money stays. */
function forgetOldest(windows: Map<string, SpendingWindow>): void {
  for (const [name, window] of windows) {
    if (window.held > 0) continue;
    windows.delete(name);
    return;
  }
}
