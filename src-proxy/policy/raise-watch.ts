import type { EventLog } from '../events/event-log.ts';
import type { Log } from '../log.ts';
import { PeriodicTask } from '../periodic-task.ts';
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
  readonly #task: PeriodicTask;

  constructor(deps: RaiseWatchDeps) {
    this.#deps = deps;
    this.#task = new PeriodicTask({
      run: () => this.check(),
      everyMs: INTERVAL_MS,
      failure: 'raise_check_failed',
      log: deps.log,
    });
  }

  /** Checks at once and then every 30 s, without keeping the process alive. */
  start(): void {
    this.#task.startNow();
  }

  stop(): void {
    this.#task.stop();
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
}
