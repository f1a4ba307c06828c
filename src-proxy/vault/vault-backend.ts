import type { Secret } from './secret.ts';

/** Names one stored secret. `itemId` is unique over all workspaces, `[A-Za-z0-9_.-]{1,128}`. */
export interface VaultRef {
  readonly workspaceId: string;
  readonly itemId: string;
}

export interface BackendStatus {
  readonly backend: 'keychain' | 'file' | 'memory';
  /** One honest sentence for people: what protects the keys, and what does not. */
  readonly description: string;
  readonly isLocked: boolean;
  /** Whether unlocking needs a passphrase from the user. */
  readonly needsPassphrase: boolean;
}

/**
 * Where provider keys live. No method ever deletes or replaces anything because something failed:
 * a failed read leaves the item as it is, a failed write leaves the former value readable.
 */
export interface VaultBackend {
  /** @throws vault_item_missing, vault_item_damaged, vault_locked, keychain_* */
  read(ref: VaultRef): Promise<Secret>;
  write(ref: VaultRef, secret: Secret): Promise<void>;
  /** Removing what is not there is fine. */
  remove(ref: VaultRef): Promise<void>;
  status(): Promise<BackendStatus>;
}
