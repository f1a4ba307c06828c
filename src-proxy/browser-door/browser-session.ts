import { AppError } from '../errors.ts';

const WINDOW_MS = 60_000;
export const SECRET_OPERATIONS_A_MINUTE = 20;

/** One opened page. It is in use while a request or stream of it is open. */
export class BrowserSession {
  readonly #clock: () => number;
  readonly #ended = new AbortController();
  readonly #secretOperationsAt: number[] = [];
  #openCount = 0;
  #lastUsedAt: number;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.#lastUsedAt = clock();
  }

  /** Aborted when the session ends. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  end(): void {
    this.#ended.abort();
  }

  /** In use until the returned function is called. */
  use(): () => void {
    this.#openCount += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#openCount -= 1;
      this.#lastUsedAt = this.#clock();
    };
  }

  isIdleFor(idleMs: number): boolean {
    return this.#openCount === 0 && this.#clock() - this.#lastUsedAt >= idleMs;
  }

  /** @throws session_rate_limited */
  countSecretOperation(): void {
    const now = this.#clock();
    const times = this.#secretOperationsAt;
    while (times[0] !== undefined && times[0] <= now - WINDOW_MS) times.shift();
    if (times[0] !== undefined && times.length >= SECRET_OPERATIONS_A_MINUTE) {
      const seconds = Math.ceil((times[0] + WINDOW_MS - now) / 1000);
      const error = new AppError('session_rate_limited', {
        limit: SECRET_OPERATIONS_A_MINUTE,
        seconds,
      });
      error.retryAfterSeconds = seconds;
      throw error;
    }
    times.push(now);
  }
}
