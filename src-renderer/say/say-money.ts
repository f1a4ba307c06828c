const dollars = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });
const fractions = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  maximumSignificantDigits: 2,
});

/** Single calls cost fractions of a cent, so small sums keep two significant digits. */
export function sayMoney(usd: number): string {
  return usd !== 0 && Math.abs(usd) < 0.1 ? fractions.format(usd) : dollars.format(usd);
}
