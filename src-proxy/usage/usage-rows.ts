import type { Store } from '../store/open-store.ts';
import type { UsageRecord } from './usage-record.ts';

/** The columns of a record with the members they hold, in the order their values are bound. */
const recordColumns = (
  [
    'id',
    'startedAt',
    'firstByteAt',
    'endedAt',
    'workspaceId',
    'virtualKeyId',
    'connectionId',
    'providerId',
    'requestedModel',
    'servedModel',
    'dialect',
    'operation',
    'isStreamed',
    'attempts',
    'attemptLog',
    'status',
    'outcome',
    'errorCode',
    'inputTokens',
    'cachedInputTokens',
    'cacheWriteTokens',
    'outputTokens',
    'reasoningTokens',
    'isEstimated',
    'costUsd',
    'priceSource',
    'reservedUsd',
    'client',
  ] as const satisfies readonly (keyof UsageRecord)[]
).map((member) => ({
  member,
  column: member.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
}));

/** A row as SQLite gives it: 0 and 1 for what is true or false. */
export type RecordRow = Omit<UsageRecord, 'isStreamed' | 'isEstimated'> & {
  readonly isStreamed: number;
  readonly isEstimated: number;
};

export const selectedColumns = recordColumns
  .map(({ column, member }) => `r.${column} AS ${member}`)
  .join(', ');

/** Records, oldest first. `condition` is SQL over `r`, with its own parameters. */
export function selectRecords(
  store: Store,
  condition: string,
  parameters: readonly unknown[] = [],
  limit = -1,
): UsageRecord[] {
  return store
    .prepare<unknown[], RecordRow>(
      `SELECT ${selectedColumns} FROM usage_records r WHERE ${condition} ORDER BY r.id LIMIT ?`,
    )
    .all(...parameters, limit)
    .map(toRecord);
}

export const toRecord = <Row extends RecordRow>(
  row: Row,
): Omit<Row, 'isStreamed' | 'isEstimated'> & Pick<UsageRecord, 'isStreamed' | 'isEstimated'> => ({
  ...row,
  isStreamed: row.isStreamed === 1,
  isEstimated: row.isEstimated === 1,
});

/** One statement with positional values: this runs once or twice a request. */
export function prepareRecordWriter(store: Store): (record: UsageRecord) => void {
  const names = recordColumns.map(({ column }) => column);
  const statement = store.prepare(
    `INSERT INTO usage_records (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${names
       .slice(1)
       .map((name) => `${name} = excluded.${name}`)
       .join(', ')}`,
  );
  return (r) => {
    statement.run(
      r.id,
      r.startedAt,
      r.firstByteAt,
      r.endedAt,
      r.workspaceId,
      r.virtualKeyId,
      r.connectionId,
      r.providerId,
      r.requestedModel,
      r.servedModel,
      r.dialect,
      r.operation,
      r.isStreamed ? 1 : 0,
      r.attempts,
      r.attemptLog,
      r.status,
      r.outcome,
      r.errorCode,
      r.inputTokens,
      r.cachedInputTokens,
      r.cacheWriteTokens,
      r.outputTokens,
      r.reasoningTokens,
      r.isEstimated ? 1 : 0,
      r.costUsd,
      r.priceSource,
      r.reservedUsd,
      r.client,
    );
  };
}
