import { AppError } from '../errors.ts';
import type { Store } from '../store/open-store.ts';
import { defineTable, type Table } from '../store/table.ts';
import type { Alias } from './alias.ts';

/** All aliases: read from memory, written through to the store. */
export class Aliases {
  readonly #store: Store;
  readonly #table: Table<Alias>;
  readonly #byName = new Map<string, Alias>();
  #revision = 0;

  constructor(store: Store) {
    this.#store = store;
    this.#table = defineTable<Alias>(store, 'aliases', {
      id: 'plain',
      workspaceId: 'plain',
      name: 'plain',
      targets: 'json',
      createdAt: 'plain',
      updatedAt: 'plain',
    });
    for (const alias of this.#table.select()) this.#byName.set(keyOf(alias), alias);
  }

  /** Another number after every change, so that what was worked out before can be kept until then. */
  get revision(): number {
    return this.#revision;
  }

  /** By name; of one workspace when given. */
  list(workspaceId?: string): readonly Alias[] {
    return [...this.#byName.values()]
      .filter((alias) => workspaceId === undefined || alias.workspaceId === workspaceId)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  get(workspaceId: string, name: string): Alias | undefined {
    return this.#byName.get(keyOf({ workspaceId, name }));
  }

  /** @throws alias_not_found naming what there is */
  find(workspaceId: string, name: string): Alias {
    const found = this.get(workspaceId, name);
    if (found !== undefined) return found;
    const known = this.list(workspaceId).map((alias) => alias.name);
    throw new AppError('alias_not_found', { name, known });
  }

  /** Inserts or replaces. `alongside` writes to the store in the same transaction. */
  save(alias: Alias, alongside: () => void): void {
    this.#store.transaction(() => {
      this.#table.save(alias);
      alongside();
    })();
    this.#byName.set(keyOf(alias), alias);
    this.#revision += 1;
  }

  /** `alongside` as in `save`. */
  remove(alias: Alias, alongside: () => void): void {
    this.#store.transaction(() => {
      this.#store.prepare('DELETE FROM aliases WHERE id = ?').run(alias.id);
      alongside();
    })();
    this.#byName.delete(keyOf(alias));
    this.#revision += 1;
  }
}

const keyOf = ({ workspaceId, name }: Pick<Alias, 'workspaceId' | 'name'>): string =>
  `${workspaceId}/${name}`;
