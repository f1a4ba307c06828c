import { createLog } from '../../src-proxy/log.ts';
import { type FileBackend, openFileBackend } from '../../src-proxy/vault/file-backend.ts';
import { Secret } from '../../src-proxy/vault/secret.ts';
import type { VaultRef } from '../../src-proxy/vault/vault-backend.ts';

export const silentLog = createLog('silent', () => undefined);

/** A guess costs almost nothing, for tests that open many vaults. */
export const CHEAP_SCRYPT = { n: 2 ** 4, r: 8, p: 1 } as const;

export function openTestVault(folder: string, passphrase?: string): Promise<FileBackend> {
  return openFileBackend({
    folder,
    passphrase: passphrase === undefined ? undefined : new Secret(passphrase),
    log: silentLog,
    scryptCost: CHEAP_SCRYPT,
  });
}

export const refOf = (itemId: string, workspaceId = 'personal'): VaultRef => ({
  workspaceId,
  itemId,
});
