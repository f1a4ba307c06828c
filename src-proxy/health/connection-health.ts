import type { RateLimitReading } from '../providers/rate-limit-headers.ts';
import { Circuit } from './circuit.ts';
import { exhaustedUntil, headroomOf, type SeenLimits } from './headroom.ts';

/**
 * Whether a call should go through a connection now. `cooling_down`: its provider asked to be left alone for a
 * while; `no_headroom`: nothing is left of a limit; `unhealthy`: its last calls failed.
 */
export type Readiness = 'ready' | 'cooling_down' | 'no_headroom' | 'unhealthy';

/** From when to when. Before `from`, which only a clock set back can show, it is over as well. */
interface Span {
  readonly from: number;
  readonly until: number;
}

/** What is known of one model there: providers count their limits by model. */
interface ModelState {
  seen: SeenLimits | null;
  /** The provider asked to be left alone. */
  cooling: Span | null;
  /** A limit is taken for exhausted, though no header said so. */
  spent: Span | null;
}

const unknown: Readonly<ModelState> = { seen: null, cooling: null, spent: null };

/** More models than one connection serves at a time; the one longest not heard of goes. */
const MAX_MODELS = 64;
/** After a 429 that names no time. */
const SPENT_MS = 5_000;
/** What a provider may ask for at most. */
const LONGEST_WAIT_MS = 86_400_000;

/** The health of one connection: in memory, told by its answers. */
export class ConnectionHealth {
  readonly circuit: Circuit;
  /** Those heard of last stand last. */
  readonly #models = new Map<string, ModelState>();
  #newest: string | null = null;
  #latest: SeenLimits | null = null;

  constructor(random: () => number, latest: SeenLimits | null = null) {
    this.circuit = new Circuit(random);
    if (latest !== null) this.#keep(latest);
  }

  /** The limits last spoken of, of whichever model. */
  get latestLimits(): SeenLimits | null {
    return this.#latest;
  }

  readiness(model: string | null, now: number): Readiness {
    const { cooling, spent, seen } = this.#models.get(model ?? '') ?? unknown;
    if (isWithin(cooling, now)) return 'cooling_down';
    if (isWithin(spent, now) || exhaustedUntil(seen, now) !== null) return 'no_headroom';
    return this.circuit.mayPass(now) ? 'ready' : 'unhealthy';
  }

  /** When what keeps calls away is over, as far as can be told; null when nothing does. */
  readyAt(model: string | null, now: number): number | null {
    const { cooling, spent, seen } = this.#models.get(model ?? '') ?? unknown;
    switch (this.readiness(model, now)) {
      case 'ready':
        return null;
      case 'cooling_down':
        return untilOf(cooling);
      case 'no_headroom':
        return Math.max(untilOf(spent), exhaustedUntil(seen, now) ?? 0);
      case 'unhealthy':
        return this.circuit.reopensAt;
    }
  }

  /** From 0 to 1. */
  headroom(model: string | null, now: number): number {
    return headroomOf(this.#models.get(model ?? '')?.seen ?? null, now);
  }

  note(model: string | null, status: number, reading: RateLimitReading, now: number): void {
    if (reading.limits.length > 0) this.#keep({ limits: reading.limits, model, seenAt: now });
    const isRefused = status === 429 || status === 503 || status === 529;
    if (!isRefused) return;
    const state = this.#stateOf(model);
    const { retryAfterMs } = reading;
    if (retryAfterMs !== null) {
      state.cooling = { from: now, until: now + Math.min(LONGEST_WAIT_MS, retryAfterMs) };
    } else if (status === 429) {
      state.spent = { from: now, until: now + SPENT_MS };
    }
  }

  #keep(seen: SeenLimits): void {
    this.#latest = seen;
    this.#stateOf(seen.model).seen = seen;
  }

  #stateOf(model: string | null): ModelState {
    const key = model ?? '';
    const known = this.#models.get(key);
    if (known !== undefined && key === this.#newest) return known;
    const state = known ?? { ...unknown };
    this.#newest = key;
    this.#models.delete(key);
    this.#models.set(key, state);
    if (this.#models.size > MAX_MODELS) {
      const [oldest] = this.#models.keys();
      if (oldest !== undefined) this.#models.delete(oldest);
    }
    return state;
  }
}

const untilOf = (span: Span | null): number => span?.until ?? 0;

const isWithin = (span: Span | null, now: number): boolean =>
  span !== null && now >= span.from && now < span.until;
