import type { Statement } from 'better-sqlite3';
import type { Store } from '../store/open-store.ts';
import type { UsageRecord } from './usage-record.ts';

/** What usage is summed up by. */
export interface SeriesParts {
  readonly workspaceId: string;
  readonly virtualKeyId: string;
  readonly connectionId: string | null;
  readonly model: string | null;
}

/** Clients and providers choose model names, so there is an end to how many are told apart. */
const MAX_SERIES = 20_000;
const MAX_MODEL_LENGTH = 256;

/**
 * The model a request counts for: the one that served it, or that a provider was asked for. A request that
 * reached no provider counts for none: its model may be any text somebody sent.
 */
export function modelOf({
  servedModel,
  requestedModel,
  connectionId,
}: Pick<UsageRecord, 'servedModel' | 'requestedModel' | 'connectionId'>): string | null {
  const model = connectionId === null ? null : (servedModel ?? requestedModel);
  return model === null ? null : model.slice(0, MAX_MODEL_LENGTH);
}

export const seriesName = (parts: SeriesParts): string =>
  `${parts.virtualKeyId}\n${parts.workspaceId}\n${parts.connectionId ?? ''}\n${parts.model ?? ''}`;

/** The number of each combination; made when it is first seen, and kept in memory. */
export class UsageSeries {
  readonly #insert: Statement;
  readonly #find: Statement;
  readonly #count: Statement;
  readonly #maxSeries: number;
  readonly #ids = new Map<string, number>();
  /** The one asked for last: as a rule it is the next one too. */
  #last: (SeriesParts & { readonly id: number }) | null = null;

  constructor(store: Store, maxSeries = MAX_SERIES) {
    this.#maxSeries = maxSeries;
    this.#insert = store.prepare(
      `INSERT INTO usage_series (virtual_key_id, workspace_id, connection_id, model)
       VALUES (?, ?, ?, ?)`,
    );
    this.#find = store
      .prepare(
        `SELECT id FROM usage_series WHERE virtual_key_id = ? AND workspace_id = ?
           AND ifnull(connection_id, '') = ? AND ifnull(model, '') = ?`,
      )
      .pluck();
    this.#count = store.prepare('SELECT count(*) FROM usage_series').pluck();
  }

  idOf(record: UsageRecord): number {
    const model = modelOf(record);
    const last = this.#last;
    if (last !== null && isOf(last, record, model)) return last.id;
    const { workspaceId, virtualKeyId, connectionId } = record;
    const parts = { workspaceId, virtualKeyId, connectionId, model };
    const id = this.#idOfParts(parts);
    this.#last = { ...parts, id };
    return id;
  }

  /** Numbers given in a transaction that was rolled back are void. */
  forget(): void {
    this.#ids.clear();
    this.#last = null;
  }

  #idOfParts(parts: SeriesParts): number {
    const name = seriesName(parts);
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.#findOrMake(parts);
    if (this.#ids.size >= this.#maxSeries) this.#ids.clear();
    this.#ids.set(name, id);
    return id;
  }

  #findOrMake(parts: SeriesParts): number {
    const { virtualKeyId, workspaceId, connectionId, model } = parts;
    const found = this.#find.get(virtualKeyId, workspaceId, connectionId ?? '', model ?? '');
    if (typeof found === 'number') return found;
    if (model !== null && Number(this.#count.get()) >= this.#maxSeries) {
      return this.#findOrMake({ ...parts, model: null });
    }
    const made = this.#insert.run(virtualKeyId, workspaceId, connectionId, model);
    return Number(made.lastInsertRowid);
  }
}

const isOf = (parts: SeriesParts, record: UsageRecord, model: string | null): boolean =>
  parts.virtualKeyId === record.virtualKeyId &&
  parts.connectionId === record.connectionId &&
  parts.model === model &&
  parts.workspaceId === record.workspaceId;
