import type { Store } from './open-store.ts';

/** What the user decided while the engine ran, and what it must remember: small texts by name. */
export class Settings {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get(name: string): string | null {
    const value = this.#store
      .prepare('SELECT value FROM settings WHERE name = ?')
      .pluck()
      .get(name);
    return typeof value === 'string' ? value : null;
  }

  set(name: string, value: string): void {
    this.#store
      .prepare(
        'INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      )
      .run(name, value);
  }
}
