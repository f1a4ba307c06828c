import type { Log } from '../log.ts';
import { openFileBackend } from './file-backend.ts';
import { isKeychainAvailable, KeychainBackend } from './keychain-backend.ts';
import { createNativeKeyring } from './native-keyring.ts';
import { resolveReference } from './resolve-reference.ts';
import type { Secret } from './secret.ts';
import type { VaultBackend } from './vault-backend.ts';
import { Vault } from './vault.ts';

export type BackendName = 'keychain' | 'file';

export interface VaultSettings {
  /** `auto`: where keys already are, else the keychain where there is one, else the file. */
  readonly choice: BackendName | 'auto';
  /** Where keys already are; null on a first start. */
  readonly settled: BackendName | null;
  /** Of the file backend. */
  readonly folder: string;
  readonly passphrase: Secret | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: () => number;
  readonly log: Log;
}

/** @throws what opening the file backend throws */
export async function openVault(settings: VaultSettings): Promise<Vault> {
  return new Vault({
    backend: await openBackend(await chooseBackend(settings), settings),
    resolveReference: (uri) => resolveReference(uri, { environment: settings.environment }),
    now: settings.clock,
  });
}

export async function openBackend(
  name: BackendName,
  { folder, passphrase, log }: Pick<VaultSettings, 'folder' | 'passphrase' | 'log'>,
): Promise<VaultBackend> {
  return name === 'keychain'
    ? new KeychainBackend({ openEntry: createNativeKeyring() })
    : await openFileBackend({ folder, log, ...(passphrase === null ? {} : { passphrase }) });
}

async function chooseBackend({ choice, settled }: VaultSettings): Promise<BackendName> {
  if (choice !== 'auto') return choice;
  if (settled !== null) return settled;
  const isAvailable = await isKeychainAvailable({ openEntry: createNativeKeyring() });
  return isAvailable ? 'keychain' : 'file';
}
