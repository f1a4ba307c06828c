import type { Pool } from 'undici';

/** Milliseconds by the wall and by a clock that stands still while the machine sleeps. */
export interface Clocks {
  readonly wallMs: () => number;
  readonly runningMs: () => number;
}

export const systemClocks: Clocks = {
  wallMs: () => Date.now(),
  runningMs: () => performance.now(),
};

/** The clocks drift apart by less than this while the machine runs. */
const sleepToleranceMs = 2_000;

interface Entry {
  readonly pool: Pool;
  isFresh: boolean;
}

/**
 * Pools by origin. One that nobody asked for during a whole `sweepMs`, and that has nothing to do, is
 * closed: a base URL that was changed leaves nothing behind.
 *
 * After the machine slept all pools are replaced. Their idle timers slept too, so they would hand out
 * connections the other side gave up long ago, and a request on such a one waits until it times out.
 * (Where the running clock counts sleep, as on macOS and Windows, so do the timers.)
 */
export class OriginPools {
  readonly #open: (origin: string) => Pool;
  readonly #clocks: Clocks;
  readonly #entries = new Map<string, Entry>();
  readonly #retired = new Set<Pool>();
  readonly #sweeper: NodeJS.Timeout;
  #sleptMs: number;
  #isClosed = false;

  constructor(open: (origin: string) => Pool, sweepMs: number, clocks: Clocks) {
    this.#open = open;
    this.#clocks = clocks;
    this.#sleptMs = clocks.wallMs() - clocks.runningMs();
    this.#sweeper = setInterval(() => this.#sweep(), sweepMs).unref();
  }

  get(origin: string): Pool {
    if (this.#hasSlept()) this.renew();
    const entry = this.#entries.get(origin);
    if (entry !== undefined) {
      entry.isFresh = true;
      return entry.pool;
    }
    const pool = this.#open(origin);
    this.#entries.set(origin, { pool, isFresh: true });
    // Asked for after the end: such a pool refuses every request by itself.
    if (this.#isClosed) this.#retire(origin, pool);
    return pool;
  }

  /** Every later request gets a new connection; running ones finish on theirs. */
  renew(): void {
    for (const [origin, { pool }] of this.#entries) this.#retire(origin, pool);
  }

  async close(): Promise<void> {
    await Promise.all(this.#end().map((pool) => pool.close()));
  }

  async destroy(): Promise<void> {
    await Promise.all(this.#end().map((pool) => pool.destroy()));
  }

  #end(): Pool[] {
    this.#isClosed = true;
    clearInterval(this.#sweeper);
    for (const { pool } of this.#entries.values()) this.#retired.add(pool);
    this.#entries.clear();
    return [...this.#retired].filter((pool) => !pool.destroyed);
  }

  #retire(origin: string, pool: Pool): void {
    const forget = (): void => void this.#retired.delete(pool);
    this.#entries.delete(origin);
    this.#retired.add(pool);
    void pool.close().then(forget, forget);
  }

  #hasSlept(): boolean {
    const sleptMs = this.#clocks.wallMs() - this.#clocks.runningMs();
    const hasSlept = sleptMs - this.#sleptMs > sleepToleranceMs;
    this.#sleptMs = sleptMs;
    return hasSlept;
  }

  #sweep(): void {
    for (const [origin, entry] of this.#entries) {
      if (!entry.isFresh && entry.pool.stats.size === 0) this.#retire(origin, entry.pool);
      entry.isFresh = false;
    }
  }
}
