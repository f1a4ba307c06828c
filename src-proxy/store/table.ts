import type { Store } from './open-store.ts';

/** How a member is kept in its column: as it is, as 0/1, or as JSON text. */
export type ColumnKind = 'plain' | 'boolean' | 'json';

/** The columns of a table for things of shape `T`: member `createdAt` is column `created_at`. */
export type Columns<T> = { readonly [Member in keyof T & string]: ColumnKind };

/** Prepared statements for one table, and the way from a thing to its row and back. */
export interface Table<T> {
  /** Rows by primary key order; `condition` is SQL after WHERE, with its own parameters. */
  select(condition?: string, ...parameters: readonly unknown[]): T[];
  /** Inserts, or replaces the row of the same id. */
  save(thing: T): void;
}

const columnName = (member: string): string =>
  member.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export function defineTable<T extends { readonly id: unknown }>(
  store: Store,
  name: string,
  columns: Columns<T>,
): Table<T> {
  const members = membersOf(columns);
  const names = members.map(columnName);
  const save = store.prepare(
    `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map((n) => `@${n}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${names.map((n) => `${n} = excluded.${n}`).join(', ')}`,
  );

  const toRow = (thing: T): Record<string, unknown> =>
    Object.fromEntries(
      members.map((member, at) => [names[at], toColumn(columns[member], thing[member])]),
    );
  const fromRow = (row: Record<string, unknown>): T =>
    Object.fromEntries(
      members.map((member, at) => [member, fromColumn(columns[member], row[names[at] ?? ''])]),
    ) as T;

  return {
    select: (condition = '1', ...parameters) =>
      store
        .prepare<unknown[], Record<string, unknown>>(
          `SELECT ${names.join(', ')} FROM ${name} WHERE ${condition} ORDER BY rowid`,
        )
        .all(...parameters)
        .map(fromRow),
    save: (thing) => void save.run(toRow(thing)),
  };
}

function toColumn(kind: ColumnKind, value: unknown): unknown {
  if (kind === 'boolean') return value === true ? 1 : 0;
  return kind === 'json' && value !== null ? JSON.stringify(value) : value;
}

function fromColumn(kind: ColumnKind, value: unknown): unknown {
  if (kind === 'boolean') return value === 1;
  return kind === 'json' && typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
}

function membersOf<T>(columns: Columns<T>): (keyof T & string)[] {
  return Object.keys(columns) as (keyof T & string)[];
}
