const dollars = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 6,
});

/** A price for a million tokens, exact: rounding one would falsify every sum made of it. */
export const sayRate = (usd: number): string => dollars.format(usd);
