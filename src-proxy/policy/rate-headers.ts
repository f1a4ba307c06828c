import type { RateState } from './rate-limits.ts';

/**
 * What is left of a key's limits, as OpenAI spells it
 * (https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers): a flat name-value list.
 */
export function rateHeaders(
  requests: RateState | null,
  tokens: RateState | null,
  concurrency: { readonly limit: number; readonly running: number } | null,
): string[] {
  const list: string[] = [];
  if (requests !== null) push(list, 'requests', requests);
  if (tokens !== null) push(list, 'tokens', tokens);
  if (concurrency !== null) {
    const { limit, running } = concurrency;
    list.push(
      'x-ratelimit-limit-concurrent-requests',
      String(limit),
      'x-ratelimit-remaining-concurrent-requests',
      String(Math.max(0, limit - running)),
    );
  }
  return list;
}

/** Made once: they go out with every answer of a limited key. */
const names = { requests: namesOf('requests'), tokens: namesOf('tokens') };

function namesOf(what: string): { limit: string; remaining: string; reset: string } {
  return {
    limit: `x-ratelimit-limit-${what}`,
    remaining: `x-ratelimit-remaining-${what}`,
    reset: `x-ratelimit-reset-${what}`,
  };
}

function push(
  list: string[],
  what: keyof typeof names,
  { limit, remaining, resetMs }: RateState,
): void {
  const name = names[what];
  list.push(
    name.limit,
    String(limit),
    name.remaining,
    String(Math.floor(remaining)),
    name.reset,
    `${Math.ceil(resetMs) / 1000}s`,
  );
}
