import { catalog } from '../providers/catalog.ts';

const MAX_LENGTH = 48;

/**
 * The short name models are qualified with (`slug/model`): ASCII letters, digits and dashes of the
 * label, or of the provider's id where the label has none; numbered when taken. Never another
 * provider's id, because `provider/model` means that provider; its own says the same either way.
 */
export function makeSlug(
  label: string,
  providerId: string,
  isTaken: (slug: string) => boolean,
): string {
  const base = kebab(label) || kebab(providerId);
  let slug = base;
  const isForeign = (name: string): boolean => name !== providerId && catalog.has(name);
  for (let count = 2; isTaken(slug) || isForeign(slug); count += 1) slug = `${base}-${count}`;
  return slug;
}

/** Accents fall off by decomposition; what has no ASCII letter in it is left out. */
function kebab(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_LENGTH)
    .replace(/-$/, '');
}
