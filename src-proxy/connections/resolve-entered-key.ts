import type { Secret } from '../vault/secret.ts';
import { randomBase62 } from '../virtual-keys/mint-key.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import type { EnteredKey } from './enter-key.ts';

/**
 * The key to probe with: as entered, or what its reference gives now. Of a reference nothing stays in
 * memory: it may not be saved in the end.
 *
 * @throws reference_unresolved, vault_locked
 */
export async function resolveEnteredKey(
  { vault }: Pick<ConnectionDeps, 'vault'>,
  entered: EnteredKey,
): Promise<Secret | null> {
  if (entered.source !== 'reference') return secretOf(entered);
  const cacheId = `probe.${randomBase62(16)}`;
  try {
    return await vault.read({ kind: 'reference', uri: entered.uri, cacheId });
  } finally {
    vault.forget({ itemId: cacheId });
  }
}

/** The key itself, where it was entered and not referred to. */
export const secretOf = (entered: EnteredKey): Secret | null =>
  entered.source === 'vault' ? entered.secret : null;
