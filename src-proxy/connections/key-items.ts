/**
 * The vault items of connections. The store and the vault cannot change in one transaction, so every item
 * is noted for erasure (table `vault_erasures`) before it is written, and the note goes in the very
 * transaction that makes a connection use the item. Whatever is noted when nobody is writing it is not in
 * use and may be erased: after a crash at any point, a connection has a key that works and no key
 * lies about that nobody uses.
 */
import { AppError } from '../errors.ts';
import { describeUnexpected, type Log } from '../log.ts';
import type { Store } from '../store/open-store.ts';
import type { Secret } from '../vault/secret.ts';
import type { VaultRef } from '../vault/vault-backend.ts';
import type { Vault } from '../vault/vault.ts';
import type { Connection } from './connection.ts';
import { keyRef } from './key-source-of.ts';

export type KeyVault = Pick<Vault, 'read' | 'write' | 'remove' | 'forget'>;

export class KeyItems {
  readonly #store: Store;
  readonly #vault: KeyVault;
  readonly #log: Log;
  /** Items being written now: noted, and not to be erased. */
  readonly #underWay = new Set<string>();

  constructor(store: Store, vault: KeyVault, log: Log) {
    this.#store = store;
    this.#vault = vault;
    this.#log = log;
  }

  /**
   * The version to write next: after the connection's own, and after every one noted, so that an item
   * whose write timed out and lands late is never one that is in use.
   */
  nextVersion(connection: Pick<Connection, 'id' | 'keyVersion' | 'workspaceId'>): number {
    let version = connection.keyVersion + 1;
    const noted = new Set(this.#notes().map((ref) => ref.itemId));
    while (noted.has(keyRef(connection, version).itemId)) version += 1;
    return version;
  }

  /**
   * Writes an item, then runs `keep`, which saves what uses it and calls what it is given inside that
   * transaction. Without a secret there is nothing to write. When saving fails the item is erased again.
   * When writing fails its note stays: a vault that timed out may still finish, so it is erased later.
   */
  async put<Kept>(
    ref: VaultRef,
    secret: Secret | null,
    keep: (settle: () => void) => Kept,
  ): Promise<Kept> {
    if (secret === null) return keep(() => undefined);
    this.#underWay.add(ref.itemId);
    try {
      this.note(ref);
      await this.#vault.write(ref, secret);
      return await this.#keepOrErase(ref, keep);
    } finally {
      this.#underWay.delete(ref.itemId);
    }
  }

  /** Marks an item as one that must go. Belongs in the transaction that ends its use. */
  note(ref: VaultRef): void {
    this.#store
      .prepare('INSERT OR IGNORE INTO vault_erasures (item_id, workspace_id) VALUES (?, ?)')
      .run(ref.itemId, ref.workspaceId);
  }

  /** Erases what is noted and not being written. A vault that fails keeps its note for the next time. */
  async eraseNoted(): Promise<void> {
    for (const ref of this.#notes()) {
      // One after the other: a keychain may ask the user for each.
      // oxlint-disable-next-line no-await-in-loop
      if (!this.#underWay.has(ref.itemId)) await this.#erase(ref);
    }
  }

  async #keepOrErase<Kept>(ref: VaultRef, keep: (settle: () => void) => Kept): Promise<Kept> {
    try {
      return keep(() => this.#drop(ref));
    } catch (error) {
      // Without its note the item is in use: what failed then came after the transaction.
      if (this.#notes().some((note) => note.itemId === ref.itemId)) await this.#erase(ref);
      throw error;
    }
  }

  async #erase(ref: VaultRef): Promise<void> {
    try {
      await this.#vault.remove(ref);
      this.#drop(ref);
    } catch (error) {
      const why = error instanceof AppError ? { code: error.code } : describeUnexpected(error);
      this.#log.warn('key_erasure_failed', why);
    }
  }

  #drop(ref: VaultRef): void {
    this.#store.prepare('DELETE FROM vault_erasures WHERE item_id = ?').run(ref.itemId);
  }

  #notes(): readonly VaultRef[] {
    return this.#store
      .prepare<[], VaultRef>(
        'SELECT item_id AS itemId, workspace_id AS workspaceId FROM vault_erasures',
      )
      .all();
  }
}
