/**
 * Opens the one SQLite file that holds everything but provider keys. WAL with `synchronous=NORMAL`:
 * a killed process loses nothing committed, a power cut at most the last moments. Deleted content is
 * overwritten (`secure_delete`), so nothing lingers in free pages.
 */
import { chmodSync, copyFileSync, existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { migrations } from './migrations.ts';

export type Store = Database.Database;

/** @throws store_too_new, store_damaged, store_full; the file is left as it was. */
export function openStore(file: string, steps: readonly string[] = migrations): Store {
  const isNew = !existsSync(file);
  try {
    const store = new Database(file);
    chmodSync(file, 0o600);
    prepare(store, file, isNew, steps);
    return store;
  } catch (error) {
    throw toStoreError(error, file);
  }
}

function prepare(store: Store, file: string, isNew: boolean, steps: readonly string[]): void {
  const found = Number(store.pragma('user_version', { simple: true }));
  if (found > steps.length) {
    store.close();
    throw new AppError('store_too_new', { file, found, known: steps.length });
  }
  store.pragma('journal_mode = WAL');
  store.pragma('synchronous = NORMAL');
  store.pragma('foreign_keys = ON');
  store.pragma('secure_delete = ON');
  store.pragma('busy_timeout = 2000');
  // In KiB: what is written and read again is a few pages at the end of a few tables.
  store.pragma('cache_size = -2048');
  if (found < steps.length) migrate(store, file, found, isNew, steps);
}

function migrate(
  store: Store,
  file: string,
  found: number,
  isNew: boolean,
  steps: readonly string[],
): void {
  if (!isNew) {
    store.pragma('wal_checkpoint(TRUNCATE)');
    const copy = `${file}.before-schema-${steps.length}`;
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
  }
  store
    .transaction(() => {
      for (const step of steps.slice(found)) store.exec(step);
      store.pragma(`user_version = ${steps.length}`);
    })
    .immediate();
}

/** What a failing statement means to the user. */
export function toStoreError(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return new AppError('store_damaged', { file });
  if (/^SQLITE_(FULL|READONLY|CANTOPEN|IOERR)/.test(error.code)) return new AppError('store_full');
  return error;
}
