/**
 * What happens faster than it is read waits here, up to a limit. A reader that falls further behind
 * is cut off, since it can come back and ask for what it missed; the engine's memory stays bounded.
 */
export class LiveQueue<Item> implements AsyncIterable<Item> {
  readonly #maxWaiting: number;
  #waiting: Item[] = [];
  #isOver = false;
  #wake: () => void = () => undefined;

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  push(item: Item): void {
    if (this.#isOver) return;
    if (this.#waiting.length >= this.#maxWaiting) this.#isOver = true;
    else this.#waiting.push(item);
    this.#wake();
  }

  /** Nothing more comes; what waits is dropped. */
  end(): void {
    this.#isOver = true;
    this.#waiting = [];
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Item> {
    for (;;) {
      const items = this.#waiting;
      this.#waiting = [];
      yield* items;
      if (this.#isOver && this.#waiting.length === 0) return;
      // oxlint-disable-next-line no-await-in-loop -- one item after the other is the point
      if (this.#waiting.length === 0) await this.#nextPush();
    }
  }

  #nextPush(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
