import { isDeepStrictEqual } from 'node:util';
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
  readonly #modelIds = new Map<string, ReadonlySet<string>>();
  #revision = 0;

  constructor(store: Store) {
    this.#store = store;
    this.#table = connectionTable(store);
    for (const connection of this.#table.select('disconnected_at IS NULL')) {
      this.#byId.set(connection.id, connection);
      this.#keepModels(connection.id, readModels(store, connection.id));
    }
  }

  /** Another number after every change, so that what was worked out before can be kept until then. */
  get revision(): number {
    return this.#revision;
  }

  /** All living connections, oldest first; of one workspace when given. */
  list(workspaceId?: string): readonly Connection[] {
    const all = [...this.#byId.values()];
    return workspaceId === undefined ? all : all.filter((c) => c.workspaceId === workspaceId);
  }

  get(id: string): Connection | undefined {
    return this.#byId.get(id);
  }

  /**
   * By id, slug or label, letter case of the label aside; in one workspace when given.
   *
   * @throws connection_not_found naming what there is, connection_ambiguous
   */
  find(name: string, workspaceId?: string): Connection {
    const all = this.list(workspaceId);
    const exact = all.find((c) => c.id === name) ?? all.find((c) => c.slug === name);
    if (exact !== undefined) return exact;
    const label = name.normalize('NFC').toLowerCase();
    const labelled = all.filter((c) => c.label.toLowerCase() === label);
    if (labelled.length > 1) {
      throw new AppError('connection_ambiguous', { name, slugs: labelled.map((c) => c.slug) });
    }
    const [found] = labelled;
    if (found === undefined) {
      throw new AppError('connection_not_found', { name, known: all.map((c) => c.slug) });
    }
    return found;
  }

  /**
   * Inserts or replaces. Making one the default ends the former default of its provider. `alongside`
   * writes to the store in the same transaction.
   */
  save(connection: Connection, alongside: () => void = () => undefined): void {
    this.#store.transaction(() => {
      if (connection.isDefault) {
        for (const other of this.#formerDefaults(connection)) {
          this.#table.save({ ...other, isDefault: false });
        }
      }
      this.#table.save(connection);
      alongside();
    })();
    if (connection.isDefault) {
      for (const other of this.#formerDefaults(connection)) {
        this.#byId.set(other.id, { ...other, isDefault: false });
      }
    }
    this.#byId.set(connection.id, connection);
    this.#revision += 1;
  }

  /** Ends a connection; its row stays for the history. `alongside` as in `save`. */
  end(id: string, at: number, alongside: () => void = () => undefined): void {
    this.#store.transaction(() => {
      this.#store
        .prepare('UPDATE connections SET disconnected_at = ?, is_default = 0 WHERE id = ?')
        .run(at, id);
      this.#store.prepare('DELETE FROM connection_models WHERE connection_id = ?').run(id);
      alongside();
    })();
    this.#byId.delete(id);
    this.#models.delete(id);
    this.#modelIds.delete(id);
    this.#revision += 1;
  }

  /** Whether the provider's list holds this model. */
  lists(id: string, model: string): boolean {
    return this.#modelIds.get(id)?.has(model) === true;
  }

  /** What the provider listed when last asked; empty when it never was or lists nothing. */
  modelsOf(id: string): readonly ListedModel[] {
    return this.#models.get(id) ?? [];
  }

  /** Replaces the list; one that did not change is not written again. */
  saveModels(id: string, models: readonly ListedModel[], fetchedAt: number): void {
    const connection = this.#byId.get(id);
    if (connection === undefined) return;
    const isChanged = !isDeepStrictEqual(models, this.modelsOf(id));
    const next = { ...connection, modelsFetchedAt: fetchedAt };
    this.#store.transaction(() => {
      if (isChanged) writeModels(this.#store, id, models);
      this.#table.save(next);
    })();
    this.#byId.set(id, next);
    if (isChanged) this.#keepModels(id, models);
    this.#revision += 1;
  }

  #formerDefaults(connection: Connection): Connection[] {
    return this.list(connection.workspaceId).filter(
      (c) => c.isDefault && c.providerId === connection.providerId && c.id !== connection.id,
    );
  }

  #keepModels(id: string, models: readonly ListedModel[]): void {
    this.#models.set(id, models);
    this.#modelIds.set(id, new Set(models.map((model) => model.id)));
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
    maxConcurrent: 'plain',
    detectedTier: 'plain',
    selectedTier: 'plain',
    tierSource: 'plain',
    createdAt: 'plain',
    rotatedAt: 'plain',
    expiresAt: 'plain',
  });
}

function readModels(store: Store, connectionId: string): ListedModel[] {
  return store
    .prepare<[string], Omit<ListedModel, 'methods'> & { readonly methods: string | null }>(
      `SELECT model_id AS id, display_name AS displayName, owned_by AS ownedBy, created_at AS createdAt,
              methods
       FROM connection_models WHERE connection_id = ? ORDER BY position`,
    )
    .all(connectionId)
    .map(({ methods, ...model }) =>
      methods === null ? model : { ...model, methods: readWords(methods) },
    );
}

function readWords(json: string): readonly string[] {
  const words: readonly string[] = JSON.parse(json);
  return words;
}

function writeModels(store: Store, connectionId: string, models: readonly ListedModel[]): void {
  store.prepare('DELETE FROM connection_models WHERE connection_id = ?').run(connectionId);
  const insert = store.prepare('INSERT INTO connection_models VALUES (?, ?, ?, ?, ?, ?, ?)');
  models.forEach((m, position) =>
    insert.run(
      connectionId,
      position,
      m.id,
      m.displayName,
      m.ownedBy,
      m.createdAt,
      m.methods === undefined ? null : JSON.stringify(m.methods),
    ),
  );
}
