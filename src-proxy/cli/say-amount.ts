const counts = new Intl.NumberFormat('en-US');

const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

const fractions = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumSignificantDigits: 2,
});

export const sayCount = (count: number | null): string =>
  count === null ? '-' : counts.format(count);

/** Small sums keep two significant digits: single requests cost fractions of a cent. Null is not 0. */
export function sayCost(usd: number | null): string {
  if (usd === null) return 'unknown';
  return usd !== 0 && Math.abs(usd) < 0.1 ? fractions.format(usd) : dollars.format(usd);
}

/** A sum that some requests of unknown price are missing from says so. */
export function sayCostOf(total: {
  readonly cost_usd: number | null;
  readonly unpriced_requests: number;
}): string {
  const cost = sayCost(total.cost_usd);
  return total.cost_usd !== null && total.unpriced_requests > 0
    ? `${cost} + ${sayCount(total.unpriced_requests)} unpriced`
    : cost;
}

/** `180 ms`, `1.2 s` */
export const sayMs = (ms: number): string =>
  ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${sayCount(count)} ${count === 1 ? one : many}`;
