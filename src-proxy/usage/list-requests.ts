import type { Store } from '../store/open-store.ts';
import { firstIdAt } from './usage-record.ts';
import type { RequestFilters, RequestPage, UsageRecordView } from './usage-reader.ts';
import { selectedColumns, toRecord, type RecordRow } from './usage-rows.ts';

type Row = RecordRow & Pick<UsageRecordView, 'virtualKeyLabel' | 'connectionSlug'>;

/** Requests with the names of their key and connection. `rest` is SQL over `r` from its conditions on. */
export function selectViews(
  store: Store,
  rest: string,
  ...parameters: readonly unknown[]
): UsageRecordView[] {
  return store
    .prepare<unknown[], Row>(
      `SELECT ${selectedColumns}, k.label AS virtualKeyLabel, c.slug AS connectionSlug
       FROM usage_records r
         LEFT JOIN virtual_keys k ON k.id = r.virtual_key_id
         LEFT JOIN connections c ON c.id = r.connection_id
       WHERE ${rest}`,
    )
    .all(...parameters)
    .map(toRecord);
}

/** One page of requests, newest first. */
export function listRequests(store: Store, page: RequestPage): UsageRecordView[] {
  const conditions = [
    { sql: 'r.id < ?', value: page.beforeId },
    ...filterConditions(page.filters),
  ].filter(({ value }) => value !== undefined);
  return selectViews(
    store,
    `${['1', ...conditions.map(({ sql }) => sql)].join(' AND ')} ORDER BY r.id DESC LIMIT ?`,
    ...conditions.map(({ value }) => value),
    page.limit,
  );
}

function filterConditions(filters: RequestFilters): { sql: string; value: unknown }[] {
  const { sinceMs } = filters;
  return [
    { sql: 'r.virtual_key_id = ?', value: filters.virtualKeyId },
    { sql: 'r.connection_id = ?', value: filters.connectionId },
    { sql: '? IN (r.requested_model, r.served_model)', value: filters.model },
    { sql: 'r.outcome = ?', value: filters.outcome },
    { sql: 'r.id >= ?', value: sinceMs === undefined ? undefined : firstIdAt(sinceMs) },
  ];
}
