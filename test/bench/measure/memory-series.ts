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

  /** How it grew once `requests` had been served; see growthPerHundredThousand. */
  growthMbAfter(requests: number): number | null {
    return growthPerHundredThousand(this.#samples.filter((sample) => sample.requests >= requests));
  }
}

/**
 * How many MB each 100,000 requests added: the median of the second half of the samples less that of
 * the first half, so that one garbage collection does not decide.
 * @returns null for fewer than 8 samples or 45,000 requests, too few to tell a leak from chance
 */
export function growthPerHundredThousand(samples: readonly Sample[]): number | null {
  const served = (samples.at(-1)?.requests ?? 0) - (samples[0]?.requests ?? 0);
  if (samples.length < 8 || served < 45_000) return null;
  const middle = samples.length >> 1;
  const first = samples.slice(0, middle);
  const second = samples.slice(middle);
  const addedMb = middleOf(second, 'rssMb') - middleOf(first, 'rssMb');
  const addedRequests = middleOf(second, 'requests') - middleOf(first, 'requests');
  return (addedMb / addedRequests) * 100_000;
}

function middleOf(samples: readonly Sample[], member: keyof Sample): number {
  return median(samples.map((sample) => sample[member]));
}
