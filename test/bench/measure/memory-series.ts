import { usageOf } from './process-usage.ts';
import { median } from './percentile.ts';

interface Sample {
  readonly requests: number;
  readonly rssMb: number;
}

/** Memory of a target against the requests it has served. */
export class MemorySeries {
  readonly #pids: readonly number[];
  readonly #samples: Sample[] = [];
  #requests = 0;

  constructor(pids: readonly number[]) {
    this.#pids = pids;
  }

  get requests(): number {
    return this.#requests;
  }

  /** Watches the memory while `load` runs, which says how many requests it made. */
  async watch<Result extends { readonly requests: number }>(
    load: () => Promise<Result>,
  ): Promise<Result> {
    const startedAt = Date.now();
    const taken: { readonly atMs: number; readonly rssMb: number }[] = [];
    const sampling = setInterval(() => {
      taken.push({ atMs: Date.now() - startedAt, rssMb: usageOf(this.#pids).rssMb });
    }, 250);
    try {
      const result = await load();
      const tookMs = Date.now() - startedAt;
      for (const { atMs, rssMb } of taken) {
        this.#samples.push({ requests: this.#requests + (result.requests * atMs) / tookMs, rssMb });
      }
      this.#requests += result.requests;
      return result;
    } finally {
      clearInterval(sampling);
    }
  }

  /** The first sample taken once `requests` had been served; null before that. */
  rssMbAfter(requests: number): number | null {
    return this.#samples.find((sample) => sample.requests >= requests)?.rssMb ?? null;
  }

  /**
   * How many MB were added for each 100,000 requests, from `requests` on: the median of the second
   * half of the samples less that of the first half, so that a garbage collection does not decide.
   * Null when fewer than 50,000 requests followed.
   */
  growthMbAfter(requests: number): number | null {
    const later = this.#samples.filter((sample) => sample.requests >= requests);
    if (later.length < 8 || this.#requests < requests + 50_000) return null;
    const middle = later.length >> 1;
    const first = later.slice(0, middle);
    const second = later.slice(middle);
    const addedMb = middleOf(second, 'rssMb') - middleOf(first, 'rssMb');
    const addedRequests = middleOf(second, 'requests') - middleOf(first, 'requests');
    return (addedMb / addedRequests) * 100_000;
  }
}

function middleOf(samples: readonly Sample[], member: keyof Sample): number {
  return median(samples.map((sample) => sample[member]));
}
