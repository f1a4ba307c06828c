import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Store } from '../store/open-store.ts';
import { defineTable, type Table } from '../store/table.ts';
import type { VirtualKey } from './virtual-key.ts';

/** All virtual keys: found in memory by hash, written through to the store. */
export class VirtualKeys {
  readonly #store: Store;
  readonly #table: Table<VirtualKey>;
  readonly #byId = new Map<string, VirtualKey>();
  readonly #idByHash = new Map<string, string>();
  readonly #usedAt = new Map<string, number>();
  /** Digests of keys that were replaced, by which they are told apart from unknown ones. */
  readonly #idByRetiredHash: Map<string, string>;

  constructor(store: Store) {
    this.#store = store;
    this.#table = virtualKeyTable(store);
    for (const key of this.#table.select()) this.#index(key);
    this.#idByRetiredHash = readRetired(store);
  }

  list(): readonly VirtualKey[] {
    return [...this.#byId.keys()].flatMap((id) => this.get(id) ?? []);
  }

  get(id: string): VirtualKey | undefined {
    const key = this.#byId.get(id);
    const usedAt = this.#usedAt.get(id);
    return key === undefined || usedAt === undefined ? key : { ...key, lastUsedAt: usedAt };
  }

  /** By id, exact label, or preview. @throws virtual_key_not_found, virtual_key_ambiguous */
  find(name: string): VirtualKey {
    const all = this.list();
    const byId = this.get(name);
    if (byId !== undefined) return byId;
    const label = name.normalize('NFC');
    const named = all.filter((key) => key.label === label || key.preview === name);
    const living = named.filter((key) => key.status !== 'revoked');
    const candidates = living.length > 0 ? living : named;
    if (candidates.length > 1) {
      throw new AppError('virtual_key_ambiguous', { name, ids: candidates.map((key) => key.id) });
    }
    const [found] = candidates;
    if (found === undefined) throw new AppError('virtual_key_not_found', { name });
    return found;
  }

  /** The key a digest belongs to, also by its previous digest while that one's grace lasts. */
  findByHash(hash: Buffer, now: number): VirtualKey | undefined {
    const id = this.#idByHash.get(hash.toString('latin1'));
    const key = id === undefined ? undefined : this.#byId.get(id);
    if (key === undefined) return undefined;
    const isCurrent = timingSafeEqual(key.hash, hash);
    return isCurrent || (key.previousHashUntil !== null && now < key.previousHashUntil)
      ? key
      : undefined;
  }

  /** The key a digest belonged to before that key was regenerated. */
  findRetired(hash: Buffer): VirtualKey | undefined {
    return this.#byId.get(this.#idByRetiredHash.get(hash.toString('latin1')) ?? '');
  }

  /** Inserts or replaces. `alongside` writes to the store in the same transaction. */
  save(key: VirtualKey, alongside: () => void = () => undefined): void {
    const former = this.#byId.get(key.id);
    const retired =
      former !== undefined && !timingSafeEqual(former.hash, key.hash) ? former.hash : null;
    this.#store.transaction(() => {
      this.#table.save(key);
      if (retired !== null) retire(this.#store, key, retired);
      alongside();
    })();
    if (retired !== null) this.#idByRetiredHash.set(retired.toString('latin1'), key.id);
    if (former !== undefined) this.#unindex(former);
    this.#index(key);
  }

  /** Notes a use; written to the store by `saveLastUses`, not per request. */
  noteUse(id: string, at: number): void {
    this.#usedAt.set(id, at);
  }

  saveLastUses(): void {
    for (const [id, lastUsedAt] of this.#usedAt) {
      const key = this.#byId.get(id);
      if (key !== undefined) this.save({ ...key, lastUsedAt });
    }
    this.#usedAt.clear();
  }

  #index(key: VirtualKey): void {
    this.#byId.set(key.id, key);
    this.#idByHash.set(key.hash.toString('latin1'), key.id);
    if (key.previousHash !== null) this.#idByHash.set(key.previousHash.toString('latin1'), key.id);
  }

  #unindex(key: VirtualKey): void {
    this.#idByHash.delete(key.hash.toString('latin1'));
    if (key.previousHash !== null) this.#idByHash.delete(key.previousHash.toString('latin1'));
  }
}

function readRetired(store: Store): Map<string, string> {
  const rows = store
    .prepare<[], { readonly hash: Buffer; readonly id: string }>(
      'SELECT hash, virtual_key_id AS id FROM retired_key_hashes',
    )
    .all();
  return new Map(rows.map(({ hash, id }) => [hash.toString('latin1'), id]));
}

function retire(store: Store, { id, regeneratedAt, createdAt }: VirtualKey, hash: Buffer): void {
  store
    .prepare('INSERT OR IGNORE INTO retired_key_hashes VALUES (?, ?, ?)')
    .run(hash, id, regeneratedAt ?? createdAt);
}

function virtualKeyTable(store: Store): Table<VirtualKey> {
  return defineTable<VirtualKey>(store, 'virtual_keys', {
    id: 'plain',
    workspaceId: 'plain',
    label: 'plain',
    app: 'plain',
    refId: 'plain',
    environment: 'plain',
    tags: 'json',
    origins: 'json',
    preview: 'plain',
    hash: 'plain',
    status: 'plain',
    allowedConnections: 'json',
    allowedModels: 'json',
    parentId: 'plain',
    requestsPerMinute: 'plain',
    tokensPerMinute: 'plain',
    concurrentRequests: 'plain',
    budgets: 'json',
    budgetRaises: 'json',
    unknownPrice: 'plain',
    routingConstraint: 'plain',
    dataPolicy: 'plain',
    region: 'plain',
    createdAt: 'plain',
    regeneratedAt: 'plain',
    lastUsedAt: 'plain',
    expiresAt: 'plain',
    previousHash: 'plain',
    previousHashUntil: 'plain',
  });
}
