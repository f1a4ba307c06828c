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

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface Rotation {
  readonly version: number;
  readonly resealed: number;
  /** Items that could not be opened: left as they are, and the master they name is kept for them. */
  readonly left: number;
}

/** The keys a backend seals its items with, where they are Latchport's own. */
export interface MasterControl {
  readonly isLocked: boolean;
  /** Drops the keys from memory. */
  lock(): void;
  /** @throws vault_passphrase_wrong, vault_passphrase_missing */
  unlock(passphrase?: Secret): Promise<void>;
  /** Re-seals every item under a new master while reads and writes go on. */
  rotate(onProgress?: (progress: Progress) => void): Promise<Rotation>;
  /** Sets or changes the passphrase; `null` leaves the master to file permissions only. */
  setPassphrase(passphrase: Secret | null): Promise<void>;
}

/**
 * Where provider keys live. No method ever deletes or replaces anything because something failed:
 * a failed read leaves the item as it is, a failed write leaves the former value readable.
 */
export interface VaultBackend {
  /** Absent where the operating system guards the items. */
  readonly master?: MasterControl;
  /** @throws vault_item_missing, vault_item_damaged, vault_locked, vault_passphrase_missing, keychain_* */
  read(ref: VaultRef): Promise<Secret>;
  write(ref: VaultRef, secret: Secret): Promise<void>;
  /** Removing what is not there is fine. */
  remove(ref: VaultRef): Promise<void>;
  status(): Promise<BackendStatus>;
}
