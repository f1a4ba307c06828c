import type { EventLog } from '../events/event-log.ts';
import { describeUnexpected, type Log } from '../log.ts';
import type { VirtualKeys } from '../virtual-keys/virtual-keys.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import type { BudgetRaise } from './budget.ts';

const INTERVAL_MS = 30_000;

export interface RaiseWatchDeps {
  readonly virtualKeys: VirtualKeys;
  readonly events: EventLog;
  /** The time money counts at, see `UsageRecorder.spendingTime`. */
  readonly spendingTime: () => number;
  readonly log: Log;
}

/**
 * Takes raises away that are over, and tells of it. They count no more from their last moment on; this
 * makes them end for good, so that a clock set back does not bring them back.
 */
export class RaiseWatch {
  readonly #deps: RaiseWatchDeps;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: RaiseWatchDeps) {
    this.#deps = deps;
  }

  /** Checks at once and then every 30 s, without keeping the process alive. */
  start(): void {
    this.#timer ??= setInterval(() => this.#checkSafely(), INTERVAL_MS).unref();
    this.#checkSafely();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  check(): void {
    const now = this.#deps.spendingTime();
    for (const key of this.#deps.virtualKeys.list()) {
      const ended = key.budgetRaises.find(({ until }) => until <= now);
      if (ended !== undefined) this.#end(key, ended);
    }
  }

  #end(key: VirtualKey, { usd, per }: BudgetRaise): void {
    const rest = key.budgetRaises.filter((raise) => raise.per !== per);
    const budget = key.budgets.find((one) => one.per === per);
    this.#deps.events.appendWith(
      {
        type: 'budget.raise_ended',
        actor: 'engine',
        subjectId: key.id,
        data: { label: key.label, per, fromUsd: usd, toUsd: budget?.usd ?? null },
      },
      (append) => this.#deps.virtualKeys.save({ ...key, budgetRaises: rest }, append),
    );
  }

  /** A full disk must not end the watch: what could not be written is written at a later check. */
  #checkSafely(): void {
    try {
      this.check();
    } catch (error) {
      this.#deps.log.warn('raise_check_failed', describeUnexpected(error));
    }
  }
}
