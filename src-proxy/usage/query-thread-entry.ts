/** The thread of `QueryThread`: answers one query after the other from its own read-only connection. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { QueryRequest } from './query-thread.ts';
import { usageQueries, type QueryName } from './usage-queries.ts';

const store = new Database(String(workerData), { readonly: true, fileMustExist: true });
store.pragma('busy_timeout = 2000');

function answer<Name extends QueryName>({ name, input, port }: QueryRequest<Name>): void {
  try {
    port.postMessage(usageQueries[name](store, input));
  } catch {
    // Asked again where the store was opened, it is told there.
    port.close();
  }
}

parentPort?.on('message', (request: QueryRequest) => answer(request));
