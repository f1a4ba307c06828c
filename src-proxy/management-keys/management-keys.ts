import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Store } from '../store/open-store.ts';
import { defineTable, type Table } from '../store/table.ts';
import type { ManagementKey } from './management-key.ts';

/** All management keys: found in memory by hash, written through to the store. */
export class ManagementKeys {
  readonly #store: Store;
  readonly #table: Table<ManagementKey>;
  readonly #byId = new Map<string, ManagementKey>();
  readonly #idByHash = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
    this.#table = defineTable<ManagementKey>(store, 'management_keys', {
      id: 'plain',
      label: 'plain',
      role: 'plain',
      preview: 'plain',
      hash: 'plain',
      createdAt: 'plain',
      lastUsedAt: 'plain',
      expiresAt: 'plain',
      revokedAt: 'plain',
    });
    for (const key of this.#table.select()) this.#index(key);
  }

  /** Oldest first, ended ones included. */
  list(): readonly ManagementKey[] {
    return [...this.#byId.values()];
  }

  /** By id, label or preview; of several with a label the one that was not revoked. @throws management_key_not_found */
  find(name: string): ManagementKey {
    const byId = this.#byId.get(name);
    if (byId !== undefined) return byId;
    const label = name.normalize('NFC');
    const named = this.list().filter((key) => key.label === label || key.preview === name);
    const found = named.find((key) => key.revokedAt === null) ?? named.at(-1);
    if (found === undefined) throw new AppError('management_key_not_found', { name });
    return found;
  }

  findByHash(hash: Buffer): ManagementKey | undefined {
    const key = this.#byId.get(this.#idByHash.get(hash.toString('latin1')) ?? '');
    return key !== undefined && timingSafeEqual(key.hash, hash) ? key : undefined;
  }

  /** Inserts or replaces. `alongside` writes to the store in the same transaction. */
  save(key: ManagementKey, alongside: () => void = () => undefined): void {
    this.#store.transaction(() => {
      this.#table.save(key);
      alongside();
    })();
    this.#index(key);
  }

  #index(key: ManagementKey): void {
    this.#byId.set(key.id, key);
    this.#idByHash.set(key.hash.toString('latin1'), key.id);
  }
}
