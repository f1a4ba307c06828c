import { UsageError } from './usage-error.ts';

/** Collects a repeated option; commas separate too. */
export const collect = (value: string, former: readonly string[] = []): readonly string[] => [
  ...former,
  ...value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
];

/** One of a closed list. @throws UsageError */
export function choose<Choice extends string>(
  option: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw new UsageError(`${option} takes one of: ${choices.join(', ')}`);
  return choice;
}

/** @throws UsageError */
export function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < min || value > max) {
    throw new UsageError(`${option} takes a whole number from ${min} to ${max}`);
  }
  return value;
}

/** `none` takes a setting away. */
export const orNone = <Value>(text: string, read: (text: string) => Value): Value | null =>
  text === 'none' ? null : read(text);

/** The members that were given. */
export function given<Members extends object>(
  members: Members,
): { [Member in keyof Members]?: Exclude<Members[Member], undefined> };
export function given(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
