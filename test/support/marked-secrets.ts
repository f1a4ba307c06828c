import { findCanary } from './canary-forms.ts';

/** What must be found nowhere. Of keys the middle: their first and last characters are shown as previews. */
export const canaries = {
  providerKey: 'CANARY/provider+key=1%41~abcdefghijkl',
  rotatedKey: 'CANARY/rotated+key=2%42~mnopqrstuvwxy',
  refusedKey: 'CANARY/refused+key=3%43~0123456789ABC',
  referencedKey: 'CANARY/elsewhere+key=4%44~ABCDEFGHI',
  passphrase: 'CANARY passphrase: 100% correct/horse',
  prompt: 'CANARY prompt: my secret project, 100% new',
  completion: 'CANARY completion: nobody must know this',
  header: 'CANARY-header-of-a-client-0123456789',
} as const;

/** A provider key around a canary. */
export const keyOf = (middle: string): string => `sk-proj-${middle}-end`;

/** Where which canary was found; nothing, when all is well. */
export function searchFor(
  places: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    Object.entries({ ...canaries, ...more })
      .filter(
        ([, canary]) => findCanary(canary, place).length + findCanary(canary, text).length > 0,
      )
      .map(([name]) => `${name} in ${place}`),
  );
}
