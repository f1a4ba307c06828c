import { AppError } from '../errors.ts';
import { findProvider } from '../providers/catalog.ts';
import type { Secret } from '../vault/secret.ts';
import type { Connection } from './connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { keySourceOf } from './key-source-of.ts';
import { isSameKey } from './probe.ts';

type Named = Pick<Connection, 'id' | 'workspaceId' | 'providerId' | 'label' | 'refId'>;

/**
 * A second connection to a provider in a workspace needs another label and another ref id; one's own
 * servers may repeat freely.
 *
 * @throws connection_label_taken, connection_ref_id_taken
 */
export function refuseTakenName(deps: ConnectionDeps, connection: Named): void {
  const { refId } = connection;
  const provider = findProvider(connection.providerId);
  const label = connection.label.toLowerCase();
  for (const other of siblingsOf(deps, connection)) {
    if (other.label.toLowerCase() === label) {
      throw new AppError('connection_label_taken', { label: other.label, provider: provider.name });
    }
    if (refId !== null && other.refId === refId) {
      throw new AppError('connection_ref_id_taken', { refId, provider: provider.name });
    }
  }
}

/**
 * The same provider and the same key twice is a mistake. A sibling's key that cannot be read now (a
 * locked keychain) does not stand in the way of connecting: it would make one broken item block the
 * provider. Nor is a sibling's reference resolved only to compare, as that may run a program; the same
 * reference is recognised by its text.
 *
 * @throws connection_duplicate
 */
export async function refuseTakenKey(
  deps: ConnectionDeps,
  connection: Named,
  entered: { readonly key: Secret | null; readonly reference: string | null },
): Promise<void> {
  const isDuplicate = async (other: Connection): Promise<boolean> => {
    if (other.keySource === 'reference') return other.keyReference === entered.reference;
    if (entered.key === null) return false;
    const key = await deps.vault.read(keySourceOf(other)).catch(withoutKey);
    return key !== null && isSameKey(key, entered.key);
  };
  const siblings = siblingsOf(deps, connection);
  const areDuplicates = await Promise.all(siblings.map(isDuplicate));
  const duplicate = siblings.find((_, at) => areDuplicates[at]);
  if (duplicate !== undefined) {
    throw new AppError('connection_duplicate', { connection: duplicate.slug });
  }
}

function withoutKey(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}

/** The others of its provider and workspace that it must differ from. */
function siblingsOf(deps: ConnectionDeps, connection: Named): readonly Connection[] {
  if (findProvider(connection.providerId).kind === 'self_hosted') return [];
  return deps.connections
    .list(connection.workspaceId)
    .filter((c) => c.providerId === connection.providerId && c.id !== connection.id);
}
