import { setTimeout as pause } from 'node:timers/promises';
import { Rounds } from '../connections/rounds.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open-store.ts';
import type { QueryThread } from './query-thread.ts';
import { sumUpNextDay } from './summed-days.ts';
import { backfillSome } from './usage-backfill.ts';
import { removeSome, type UsageRetention } from './usage-retention.ts';
import type { UsageRollups } from './usage-rollups.ts';

const BEGIN_AFTER_MS = 15_000;
const EVERY_MS = 3_600_000;
/** Between two steps, each of which takes a millisecond or two: requests go first. */
const PAUSE_MS = 25;

export interface UpkeepParts {
  readonly store: Store;
  readonly retention: UsageRetention;
  readonly rollups: UsageRollups;
  readonly queryThread: QueryThread;
  readonly clock: () => number;
  readonly log: Log;
  readonly pauseMs?: number;
}

/** What usage needs done now and then, in small steps: old records summed up, days added up, records removed. */
export class UsageUpkeep {
  readonly #parts: UpkeepParts;
  readonly #rounds: Rounds;
  readonly #stopping = new AbortController();
  #begin: NodeJS.Timeout | undefined;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
    this.#rounds = new Rounds(() => this.#round(), EVERY_MS, parts.log);
  }

  /** A moment after the engine's own start, which it is not to hold up. */
  start(): void {
    this.#begin = setTimeout(() => this.#rounds.start(), BEGIN_AFTER_MS).unref();
  }

  /** Nothing is written after this. */
  stop(): void {
    clearTimeout(this.#begin);
    this.#stopping.abort();
    this.#rounds.stop();
  }

  /** A round now, or the end of the one under way. */
  run(): Promise<void> {
    return this.#rounds.run();
  }

  async #round(): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await this.#work(() =>
        pause(this.#parts.pauseMs ?? PAUSE_MS, undefined, { ref: false, signal }),
      );
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** In this order: what is removed has been summed up before. */
  async #work(rest: () => Promise<void>): Promise<void> {
    const { store, retention, rollups, clock } = this.#parts;
    const summing = { ...this.#parts, pause: rest };
    const steps: readonly (() => boolean | Promise<boolean>)[] = [
      () => backfillSome(store, rollups),
      () => sumUpNextDay(summing),
      () => removeSome(store, retention.days(), clock()),
    ];
    for (const step of steps) {
      // oxlint-disable no-await-in-loop -- one small step after the other is the point
      await rest();
      while (await step()) await rest();
      // oxlint-enable no-await-in-loop
    }
  }
}
