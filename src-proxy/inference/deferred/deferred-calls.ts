/**
 * Calls whose answers come later, by a request of their own. Each keeps what it holds of its budgets, and
 * its record stays open, until an answer tells what it took: the first reading settles it, and no other
 * counts. One nobody reads counts what was held for it, after a day, or when the engine ends or crashes
 * (its record is then found open, see UsageRecorder).
 */
import type { Exchange } from '../exchange.ts';

/** What is needed to settle a call after its request is over. */
export type DeferredCall = Pick<Exchange, 'record' | 'caller' | 'hold'>;

interface Kept {
  readonly call: DeferredCall;
  readonly timer: NodeJS.Timeout;
  readonly giveUp: () => void;
}

/** OpenAI keeps such answers for about ten minutes, xAI for a day. */
const KEPT_MS = 24 * 3_600_000;
const MAX_KEPT = 1000;

export class DeferredCalls {
  readonly #kept = new Map<string, Kept>();
  readonly #keptMs: number;

  constructor(keptMs = KEPT_MS) {
    this.#keptMs = keptMs;
  }

  /**
   * Keeps a call until `take`. `giveUp` is called instead when nobody asks in time, when there are too
   * many, the oldest first, and when another one comes under the same name.
   */
  keep(connectionId: string, answerId: string, call: DeferredCall, giveUp: () => void): void {
    const name = nameOf(connectionId, answerId);
    this.#end(name);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEPT && oldest !== undefined) this.#end(oldest);
    const timer = setTimeout(() => this.#end(name), this.#keptMs);
    timer.unref();
    this.#kept.set(name, { call, timer, giveUp });
  }

  /** The call, once. */
  take(connectionId: string, answerId: string): DeferredCall | null {
    return this.#remove(nameOf(connectionId, answerId))?.call ?? null;
  }

  #end(name: string): void {
    this.#remove(name)?.giveUp();
  }

  #remove(name: string): Kept | undefined {
    const kept = this.#kept.get(name);
    clearTimeout(kept?.timer);
    this.#kept.delete(name);
    return kept;
  }
}

const nameOf = (connectionId: string, answerId: string): string => `${connectionId}\n${answerId}`;
