/**
 * Resolved keys between two requests: sealed under a key that exists only in this process and is
 * replaced whenever the cache is cleared, so neither a swapped page nor a heap dump's strings show
 * them lying about. It does not protect from someone who can read the whole memory of the process.
 *
 * Read on every proxied request. Measured for a 100-byte key on Node 24: `unseal` 6 µs, node:crypto's
 * chacha20-poly1305 and aes-256-gcm 15 µs each, because of their set-up per call.
 */
import { randomBytes } from 'node:crypto';
import { seal, unseal } from './sealed-box.ts';
import { Secret } from './secret.ts';

const MAX_AGE_MS = 5 * 60_000;
const SWEEP_EVERY_MS = 10_000;

interface Entry {
  readonly origin: string;
  readonly box: Uint8Array;
  readonly at: number;
}

export class SealedCache {
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  #key = randomBytes(32);
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
    const value = unseal(this.#key, entry.box);
    return value === null ? null : new Secret(value);
  }

  set(id: string, origin: string, secret: Secret): void {
    this.#entries.set(id, { origin, box: seal(this.#key, secret.expose()), at: this.#now() });
    this.#sweep ??= setTimeout(() => this.#sweepExpired(), SWEEP_EVERY_MS).unref();
  }

  drop(id: string): void {
    this.#entries.delete(id);
  }

  clear(): void {
    this.#entries.clear();
    this.#key.fill(0);
    this.#key = randomBytes(32);
    clearTimeout(this.#sweep);
    this.#sweep = undefined;
  }

  #isExpired(entry: Entry): boolean {
    const age = this.#now() - entry.at;
    return age < 0 || age > MAX_AGE_MS;
  }

  #dropExpired(): void {
    for (const [id, entry] of this.#entries) if (this.#isExpired(entry)) this.#entries.delete(id);
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
