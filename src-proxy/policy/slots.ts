/** Tells a waiting caller to give up. The returned function ends the interest. */
export type OnGone = (gone: () => void) => () => void;

interface Waiter {
  readonly begin: () => void;
}

/** More than these wait for nothing: each takes its turn only after another call has ended. */
const MAX_WAITING = 100;
export const WAIT_MS = 2000;

/** How many calls run at once. Over the limit a call waits its turn, shortly, first come first served. */
export class Slots {
  readonly #waiting = new Set<Waiter>();
  readonly #waitMs: number;
  #limit = 0;
  #running = 0;

  constructor(waitMs = WAIT_MS) {
    this.#waitMs = waitMs;
  }

  get running(): number {
    return this.#running;
  }

  /** True: take it now. */
  tryEnter(limit: number): boolean {
    this.#limit = limit;
    if (this.#running >= limit || this.#waiting.size > 0) return false;
    this.#running += 1;
    return true;
  }

  /** Whether a slot came free in time; then it is taken. Also false when the caller left. */
  wait(onGone: OnGone): Promise<boolean> {
    if (this.#waiting.size >= MAX_WAITING) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (isTaken: boolean): void => {
        clearTimeout(timer);
        endInterest();
        this.#waiting.delete(waiter);
        resolve(isTaken);
      };
      const waiter = { begin: () => end(true) };
      const timer = setTimeout(() => end(false), this.#waitMs);
      const endInterest = onGone(() => end(false));
      this.#waiting.add(waiter);
    });
  }

  /** Gives a slot back; the next in line takes it. */
  leave(): void {
    this.#running -= 1;
    for (const waiter of this.#waiting) {
      if (this.#running >= this.#limit) return;
      this.#running += 1;
      waiter.begin();
    }
  }
}
