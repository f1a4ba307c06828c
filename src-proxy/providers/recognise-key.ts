import { listProviders } from './catalog.ts';
import type { Provider } from './provider.ts';

/**
 * Whose key this looks like, likeliest first; empty when it looks like nobody's. A guess for the form to offer,
 * never a check: providers change the shape of their keys without notice.
 */
export function recogniseKey(pasted: string): readonly Provider[] {
  const key = pasted.trim();
  return listProviders()
    .filter((provider) => provider.keyShape?.pattern.test(key) === true)
    .toSorted((a, b) => knownBeginning(b, key) - knownBeginning(a, key));
}

/** How many leading characters of the key the provider is known by. */
function knownBeginning(provider: Provider, key: string): number {
  const prefixes = provider.keyShape?.prefixes ?? [];
  return prefixes.find((prefix) => key.startsWith(prefix))?.length ?? 0;
}
