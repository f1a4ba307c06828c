/**
 * Keeps calls away from a connection whose last calls failed one after the other: closed, calls go; open, none
 * should; half open, one goes to see. How long it stays open doubles from time to time, with some jitter so
 * that not everybody comes back at once.
 */
export type CircuitState = 'closed' | 'open' | 'half_open';

/** Failures in a row. */
const THRESHOLD = 3;
const FIRST_MS = 5_000;
const LONGEST_MS = 300_000;
const JITTER = 0.2;

export class Circuit {
  readonly #random: () => number;
  #failures = 0;
  /** In a row, without a call that went well between them. */
  #openings = 0;
  #isOpen = false;
  #openedAt = 0;
  #opensFor = 0;
  #isProbing = false;

  /** `random` gives numbers from 0 to 1. */
  constructor(random: () => number) {
    this.#random = random;
  }

  get failures(): number {
    return this.#failures;
  }

  /** A clock set back counts as time passed: waiting for it to come round could take hours. */
  stateAt(now: number): CircuitState {
    if (!this.#isOpen) return 'closed';
    const elapsed = now - this.#openedAt;
    return elapsed >= 0 && elapsed < this.#opensFor ? 'open' : 'half_open';
  }

  /** When the next call may go to see; null while it is closed. */
  get reopensAt(): number | null {
    return this.#isOpen ? this.#openedAt + this.#opensFor : null;
  }

  /** Whether a call may go now: when half open, only while no other is on its way to see. */
  mayPass(now: number): boolean {
    const state = this.stateAt(now);
    return state === 'closed' || (state === 'half_open' && !this.#isProbing);
  }

  /** A call goes. */
  begin(now: number): void {
    if (this.stateAt(now) === 'half_open') this.#isProbing = true;
  }

  /** The call brought an answer, whose end is still to come: others may go, but on the next failure no more. */
  answer(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#isProbing = false;
    this.#failures = THRESHOLD - 1;
  }

  /** The call went well to its end. */
  succeed(): void {
    this.#failures = 0;
    this.#openings = 0;
    this.#isOpen = false;
    this.#isProbing = false;
  }

  fail(now: number): void {
    const wasOpen = this.stateAt(now) === 'open';
    this.#failures += 1;
    this.#isProbing = false;
    // Calls that began before it opened and fail now say nothing new.
    if (wasOpen || this.#failures < THRESHOLD) return;
    this.#openings += 1;
    this.#isOpen = true;
    this.#openedAt = now;
    const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#openings - 1));
    this.#opensFor = Math.round(doubled * (1 + JITTER * (2 * this.#random() - 1)));
  }

  /** The call ended without telling anything of the provider: its client left. */
  abandon(): void {
    this.#isProbing = false;
  }
}
