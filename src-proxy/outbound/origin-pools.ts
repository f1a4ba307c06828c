import type { Pool } from 'undici';

interface Entry {
  readonly pool: Pool;
  isFresh: boolean;
}

/**
 * Pools by origin. One that nobody asked for during a whole `sweepMs`, and that has nothing to do, is
 * closed: a base URL that was changed leaves nothing behind.
 */
export class OriginPools {
  readonly #open: (origin: string) => Pool;
  readonly #entries = new Map<string, Entry>();
  readonly #sweeper: NodeJS.Timeout;
  #isClosed = false;

  constructor(open: (origin: string) => Pool, sweepMs: number) {
    this.#open = open;
    this.#sweeper = setInterval(() => this.#sweep(), sweepMs).unref();
  }

  get size(): number {
    return this.#entries.size;
  }

  get(origin: string): Pool {
    const entry = this.#entries.get(origin);
    if (entry !== undefined) {
      entry.isFresh = true;
      return entry.pool;
    }
    const pool = this.#open(origin);
    // A pool asked for after the end refuses every request by itself.
    if (this.#isClosed) void pool.close();
    else this.#entries.set(origin, { pool, isFresh: true });
    return pool;
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
    return [...this.#entries.values()].map(({ pool }) => pool);
  }

  #sweep(): void {
    for (const [origin, entry] of this.#entries) {
      if (!entry.isFresh && entry.pool.stats.size === 0) {
        this.#entries.delete(origin);
        void entry.pool.close();
      }
      entry.isFresh = false;
    }
  }
}
