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

function push(list: string[], what: string, { limit, remaining, resetMs }: RateState): void {
  list.push(
    `x-ratelimit-limit-${what}`,
    String(limit),
    `x-ratelimit-remaining-${what}`,
    String(Math.floor(remaining)),
    `x-ratelimit-reset-${what}`,
    `${Math.ceil(resetMs) / 1000}s`,
  );
}
