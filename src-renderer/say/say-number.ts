const plain = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, {
  notation: 'compact',
  maximumFractionDigits: 1,
});
const plurals = new Intl.PluralRules('en');

export const sayCount = (count: number): string => plain.format(count);

/** `12.4K`, for places where the order of magnitude is what matters. */
export const sayCompact = (count: number): string => compact.format(count);

/** A count with the right form of its noun. The catalog is English, so are its plural rules. */
export function sayMany(count: number, one: string, other: string): string {
  return `${sayCount(count)} ${plurals.select(count) === 'one' ? one : other}`;
}
