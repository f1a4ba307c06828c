/** Runs the tasks of one item in order; tasks of different items run side by side, `width` at most. */
export class ItemQueue {
  readonly #width: number;
  readonly #tails = new Map<string, Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(width = Number.POSITIVE_INFINITY) {
    this.#width = width;
  }

  run<T>(itemId: string, task: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(itemId) ?? Promise.resolve();
    const result = before.then(() => this.#inSlot(task));
    const tail: Promise<void> = result.then(
      () => this.#forget(itemId, tail),
      () => this.#forget(itemId, tail),
    );
    this.#tails.set(itemId, tail);
    return result;
  }

  /** Settles when every task queued before this call has ended. */
  async idle(): Promise<void> {
    await Promise.all(this.#tails.values());
  }

  #forget(itemId: string, tail: Promise<void>): void {
    if (this.#tails.get(itemId) === tail) this.#tails.delete(itemId);
  }

  async #inSlot<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#width) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
