/**
 * Resolved keys between two requests, masked (see masked-text.ts), so neither a swapped page nor a heap
 * dump's strings show them lying about. It does not protect from someone who can read the whole memory
 * of the process.
 */
import { MaskedText } from './masked-text.ts';
import { Secret } from './secret.ts';

const MAX_AGE_MS = 5 * 60_000;
const SWEEP_EVERY_MS = 10_000;

interface Entry {
  readonly origin: string;
  readonly text: MaskedText;
  readonly at: number;
}

export class SealedCache {
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  #sweep: NodeJS.Timeout | undefined;

  /** @param now milliseconds; a clock set back empties the cache instead of prolonging it. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get size(): number {
    this.#dropExpired();
    return this.#entries.size;
  }

  /** The key kept for `id`, if it came from the same origin and is at most five minutes old. */
  get(id: string, origin: string): Secret | null {
    const entry = this.#entries.get(id);
    if (!entry || entry.origin !== origin || this.#isExpired(entry)) return null;
    return new Secret(entry.text.reveal());
  }

  set(id: string, origin: string, secret: Secret): void {
    this.drop(id);
    this.#entries.set(id, { origin, text: new MaskedText(secret.expose()), at: this.#now() });
    this.#sweep ??= setTimeout(() => this.#sweepExpired(), SWEEP_EVERY_MS).unref();
  }

  drop(id: string): void {
    this.#entries.get(id)?.text.clear();
    this.#entries.delete(id);
  }

  clear(): void {
    for (const id of this.#entries.keys()) this.drop(id);
    clearTimeout(this.#sweep);
    this.#sweep = undefined;
  }

  #isExpired(entry: Entry): boolean {
    const age = this.#now() - entry.at;
    return age < 0 || age > MAX_AGE_MS;
  }

  #dropExpired(): void {
    for (const [id, entry] of this.#entries) if (this.#isExpired(entry)) this.drop(id);
  }

  /** An entry nobody reads again must go too. */
  #sweepExpired(): void {
    this.#dropExpired();
    this.#sweep = undefined;
    if (this.#entries.size > 0) {
      this.#sweep = setTimeout(() => this.#sweepExpired(), SWEEP_EVERY_MS).unref();
    }
  }
}
