import type { Operation } from '../management/contract.ts';
import { SecretOperationLimit } from '../management/secret-operation-limit.ts';
import type { DoorCaller } from './door-caller.ts';

/** One opened page. It is in use while a request or stream of it is open. */
export class BrowserSession implements DoorCaller {
  readonly actor = 'browser';
  readonly #clock: () => number;
  readonly #ended = new AbortController();
  readonly #secretOperations: SecretOperationLimit;
  #openCount = 0;
  #lastUsedAt: number;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.#secretOperations = new SecretOperationLimit(clock);
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

  /** A page is the user. */
  requireMay(_operation: Operation): void {}

  countSecretOperation(): void {
    this.#secretOperations.count();
  }
}
