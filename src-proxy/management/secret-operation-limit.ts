import { AppError } from '../errors.ts';

const WINDOW_MS = 60_000;
export const SECRET_OPERATIONS_A_MINUTE = 20;

/** How often a session or a management key may have a key go in or come out. */
export class SecretOperationLimit {
  readonly #clock: () => number;
  readonly #times: number[] = [];

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** @throws session_rate_limited */
  count(): void {
    const now = this.#clock();
    const times = this.#times;
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
