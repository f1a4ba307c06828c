import type { KeySource } from '../vault/key-source.ts';
import type { VaultRef } from '../vault/vault-backend.ts';
import type { Connection } from './connection.ts';

/** The vault item of one version of a connection's key. A rotation writes a new one beside the old. */
export function keyRef(
  connection: Pick<Connection, 'id' | 'workspaceId'>,
  keyVersion: number,
): VaultRef {
  return { workspaceId: connection.workspaceId, itemId: `${connection.id}.v${keyVersion}` };
}

/** Where the vault finds the key of a connection. */
export function keySourceOf(
  connection: Pick<Connection, 'id' | 'workspaceId' | 'keyVersion' | 'keySource' | 'keyReference'>,
): KeySource {
  const ref = keyRef(connection, connection.keyVersion);
  switch (connection.keySource) {
    case 'vault':
      return { kind: 'item', ref };
    case 'reference':
      return { kind: 'reference', uri: connection.keyReference ?? '', cacheId: ref.itemId };
    case 'none':
      break;
  }
  return { kind: 'none' };
}
