import { AppError } from '../errors.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import { SlidingWindow } from './sliding-window.ts';

interface Minute {
  readonly requests: SlidingWindow;
  readonly tokens: SlidingWindow;
}

type LimitedKey = Pick<VirtualKey, 'id' | 'label' | 'requestsPerMinute' | 'tokensPerMinute'>;

/** Where the tokens of a call were counted, so that they can be corrected. */
export interface TakenTokens {
  readonly keyId: string;
  readonly second: number;
  readonly tokens: number;
}

/** How much of a limit is left now, and in how many ms all of it will be. */
export interface RateState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
}

/** Requests and tokens a minute. Goes by time since the start, which no change of the clock touches. */
export class RateLimits {
  readonly #minutes = new Map<string, Minute>();
  readonly #monotonicMs: () => number;

  constructor(monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs;
  }

  /** @throws rate_limit_requests, rate_limit_tokens when `take` would */
  check(key: LimitedKey, tokens: number): void {
    const now = this.#monotonicMs();
    const { requestsPerMinute, tokensPerMinute, id, label } = key;
    const minute = this.#minutes.get(id);
    if (minute === undefined) return;
    if (requestsPerMinute !== null && minute.requests.used(now) >= requestsPerMinute) {
      const seconds = toSeconds(minute.requests.msUntil(now, requestsPerMinute - 1));
      throw later(
        new AppError('rate_limit_requests', { key: label, limit: requestsPerMinute, seconds }),
        seconds,
      );
    }
    if (tokensPerMinute === null) return;
    const needed = Math.min(tokens, tokensPerMinute);
    if (minute.tokens.used(now) + needed <= tokensPerMinute) return;
    const seconds = toSeconds(minute.tokens.msUntil(now, tokensPerMinute - needed));
    throw later(
      new AppError('rate_limit_tokens', { key: label, limit: tokensPerMinute, needed, seconds }),
      seconds,
    );
  }

  /**
   * Counts a request and the tokens it may take. One that may take more than the whole limit passes
   * when nothing else counts, since no waiting would help it.
   *
   * @throws as `check`; then nothing is counted
   */
  take(key: LimitedKey, tokens: number): TakenTokens | null {
    this.check(key, tokens);
    const { requestsPerMinute, tokensPerMinute, id } = key;
    if (requestsPerMinute === null && tokensPerMinute === null) return null;
    let minute = this.#minutes.get(id);
    if (minute === undefined) {
      minute = { requests: new SlidingWindow(), tokens: new SlidingWindow() };
      this.#minutes.set(id, minute);
    }
    const now = this.#monotonicMs();
    if (requestsPerMinute !== null) minute.requests.take(now, 1);
    if (tokensPerMinute === null) return null;
    const needed = Math.min(tokens, tokensPerMinute);
    return { keyId: id, second: minute.tokens.take(now, needed), tokens: needed };
  }

  /** Counts the tokens a call really took in place of what was taken for it. */
  correct({ keyId, second, tokens }: TakenTokens, used: number): void {
    this.#minutes.get(keyId)?.tokens.correct(this.#monotonicMs(), second, used - tokens);
  }

  requests({ id, requestsPerMinute }: LimitedKey): RateState | null {
    return this.#state(this.#minutes.get(id)?.requests, requestsPerMinute);
  }

  tokens({ id, tokensPerMinute }: LimitedKey): RateState | null {
    return this.#state(this.#minutes.get(id)?.tokens, tokensPerMinute);
  }

  #state(window: SlidingWindow | undefined, limit: number | null): RateState | null {
    if (limit === null) return null;
    if (window === undefined) return { limit, remaining: limit, resetMs: 0 };
    const now = this.#monotonicMs();
    const remaining = Math.max(0, limit - window.used(now));
    return { limit, remaining, resetMs: window.msUntil(now, 0) };
  }
}

/** At most a minute: the official clients take no longer wait for meant, and try again at once. */
const toSeconds = (ms: number): number => Math.min(60, Math.max(1, Math.ceil(ms / 1000)));

function later(error: AppError, seconds: number): AppError {
  error.retryAfterSeconds = seconds;
  return error;
}
