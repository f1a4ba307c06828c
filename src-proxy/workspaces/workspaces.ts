import { AppError } from '../errors.ts';
import { ensureWorkspace } from '../store/ensure-workspace.ts';
import type { Store } from '../store/open-store.ts';
import { defineTable, type Table } from '../store/table.ts';
import type { Workspace } from './workspace.ts';

/** All living workspaces: read from memory, written through to the store. There is always `personal`. */
export class Workspaces {
  readonly #store: Store;
  readonly #table: Table<Workspace>;
  readonly #byId = new Map<string, Workspace>();

  constructor(store: Store, now: number) {
    this.#store = store;
    ensureWorkspace(store, now);
    this.#table = defineTable<Workspace>(store, 'workspaces', {
      id: 'plain',
      name: 'plain',
      dataPolicy: 'plain',
      region: 'plain',
      budgets: 'json',
      createdAt: 'plain',
    });
    for (const workspace of this.#table.select('deleted_at IS NULL')) {
      this.#byId.set(workspace.id, workspace);
    }
  }

  /** Oldest first. */
  list(): readonly Workspace[] {
    return [...this.#byId.values()];
  }

  get(id: string): Workspace | undefined {
    return this.#byId.get(id);
  }

  /** By id or name, letter case of the name aside. @throws workspace_not_found */
  find(name: string): Workspace {
    const found = this.#byId.get(name) ?? this.named(name);
    if (found === undefined) {
      throw new AppError('workspace_not_found', { name, known: this.list().map((w) => w.name) });
    }
    return found;
  }

  named(name: string): Workspace | undefined {
    const wanted = foldName(name);
    return this.list().find((workspace) => foldName(workspace.name) === wanted);
  }

  /** Inserts or replaces. `alongside` writes to the store in the same transaction. */
  save(workspace: Workspace, alongside: () => void): void {
    this.#store.transaction(() => {
      this.#table.save(workspace);
      alongside();
    })();
    this.#byId.set(workspace.id, workspace);
  }

  /** Its row stays for the history, under its id: the name can be given again. */
  end(id: string, at: number, alongside: () => void): void {
    this.#store.transaction(() => {
      this.#store
        .prepare('UPDATE workspaces SET deleted_at = ?, name = id WHERE id = ?')
        .run(at, id);
      alongside();
    })();
    this.#byId.delete(id);
  }
}

const foldName = (name: string): string => name.trim().normalize('NFC').toLowerCase();
