import { AppError } from '../errors.ts';
import type { Store } from '../store/open-store.ts';
import { defineTable, type Table } from '../store/table.ts';
import type { Connection, ListedModel } from './connection.ts';

/**
 * The living connections and their model lists: read from memory, written through to the store.
 * What is handed out is never changed afterwards; a change replaces it.
 */
export class Connections {
  readonly #store: Store;
  readonly #table: Table<Connection>;
  readonly #byId = new Map<string, Connection>();
  readonly #models = new Map<string, readonly ListedModel[]>();
  readonly #listeners = new Set<() => void>();

  constructor(store: Store) {
    this.#store = store;
    this.#table = connectionTable(store);
    for (const connection of this.#table.select('disconnected_at IS NULL')) {
      this.#byId.set(connection.id, connection);
      this.#models.set(connection.id, readModels(store, connection.id));
    }
  }

  /** All living connections, oldest first; of one workspace when given. */
  list(workspaceId?: string): readonly Connection[] {
    const all = [...this.#byId.values()];
    return workspaceId === undefined ? all : all.filter((c) => c.workspaceId === workspaceId);
  }

  get(id: string): Connection | undefined {
    return this.#byId.get(id);
  }

  /** By slug, id or exact label. @throws connection_not_found naming what there is. */
  find(name: string): Connection {
    const all = this.list();
    const found =
      this.#byId.get(name) ??
      all.find((c) => c.slug === name) ??
      all.find((c) => c.label.toLowerCase() === name.toLowerCase());
    if (found === undefined) {
      throw new AppError('connection_not_found', { name, known: all.map((c) => c.slug) });
    }
    return found;
  }

  /** Inserts or replaces. Making one the default ends the former default of its provider. */
  save(connection: Connection): void {
    this.#store.transaction(() => {
      if (connection.isDefault) {
        for (const other of this.#formerDefaults(connection)) {
          this.#table.save({ ...other, isDefault: false });
        }
      }
      this.#table.save(connection);
    })();
    if (connection.isDefault) {
      for (const other of this.#formerDefaults(connection)) {
        this.#byId.set(other.id, { ...other, isDefault: false });
      }
    }
    this.#byId.set(connection.id, connection);
    this.#changed();
  }

  /** Ends a connection; its row stays for the history. */
  end(id: string, at: number): void {
    this.#store
      .prepare('UPDATE connections SET disconnected_at = ?, is_default = 0 WHERE id = ?')
      .run(at, id);
    this.#store.prepare('DELETE FROM connection_models WHERE connection_id = ?').run(id);
    this.#byId.delete(id);
    this.#models.delete(id);
    this.#changed();
  }

  /** What the provider listed when last asked; empty when it never was or lists nothing. */
  modelsOf(id: string): readonly ListedModel[] {
    return this.#models.get(id) ?? [];
  }

  saveModels(id: string, models: readonly ListedModel[], fetchedAt: number): void {
    const connection = this.#byId.get(id);
    if (connection === undefined) return;
    this.#store.transaction(() => {
      writeModels(this.#store, id, models);
      this.#table.save({ ...connection, modelsFetchedAt: fetchedAt });
    })();
    this.#byId.set(id, { ...connection, modelsFetchedAt: fetchedAt });
    this.#models.set(id, models);
    this.#changed();
  }

  /** Called after every change, for indexes built over connections and models. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #formerDefaults(connection: Connection): Connection[] {
    return this.list(connection.workspaceId).filter(
      (c) => c.isDefault && c.providerId === connection.providerId && c.id !== connection.id,
    );
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function connectionTable(store: Store): Table<Connection> {
  return defineTable<Connection>(store, 'connections', {
    id: 'plain',
    workspaceId: 'plain',
    providerId: 'plain',
    label: 'plain',
    slug: 'plain',
    kind: 'plain',
    baseUrl: 'plain',
    declaredRegion: 'plain',
    dataPolicy: 'plain',
    billing: 'plain',
    environment: 'plain',
    tags: 'json',
    refId: 'plain',
    isEnabled: 'boolean',
    isDefault: 'boolean',
    keySource: 'plain',
    keyReference: 'plain',
    keyPreview: 'plain',
    keyVersion: 'plain',
    validationStatus: 'plain',
    lastTestedAt: 'plain',
    lastTestLatencyMs: 'plain',
    modelsFetchedAt: 'plain',
    createdAt: 'plain',
    rotatedAt: 'plain',
    expiresAt: 'plain',
  });
}

function readModels(store: Store, connectionId: string): ListedModel[] {
  return store
    .prepare<[string], ListedModel>(
      `SELECT model_id AS id, display_name AS displayName, owned_by AS ownedBy, created_at AS createdAt
       FROM connection_models WHERE connection_id = ? ORDER BY position`,
    )
    .all(connectionId);
}

function writeModels(store: Store, connectionId: string, models: readonly ListedModel[]): void {
  store.prepare('DELETE FROM connection_models WHERE connection_id = ?').run(connectionId);
  const insert = store.prepare('INSERT INTO connection_models VALUES (?, ?, ?, ?, ?, ?)');
  models.forEach((m, position) =>
    insert.run(connectionId, position, m.id, m.displayName, m.ownedBy, m.createdAt),
  );
}
