import type { Store } from '../store/open-store.ts';
import { listRequests, selectViews } from './list-requests.ts';
import type { QueryThread } from './query-thread.ts';
import { todaysTotals } from './todays-totals.ts';
import type { RequestPage, UsageReader } from './usage-reader.ts';
import type { UsageRecorder } from './usage-recorder.ts';

export interface UsageReaderParts {
  readonly store: Store;
  readonly recorder: UsageRecorder;
  readonly thread: QueryThread;
  readonly clock: () => number;
  readonly virtualKeyLabel: (id: string) => string | null;
  readonly connectionSlug: (id: string) => string | null;
}

/** What may take long goes to the thread. */
export function createUsageReader(parts: UsageReaderParts): UsageReader {
  const { store, recorder, thread, clock } = parts;
  return {
    summarise: (period) => thread.run('summarise', { ...period, nowMs: clock() }),
    today: () => todaysTotals(store, clock()),
    listRequests: async (page) =>
      isQuick(page) ? listRequests(store, page) : thread.run('listRequests', page),
    findRequest: (id) => selectViews(store, 'r.id = ?', id)[0] ?? null,
    exportPage: (range, afterId) => thread.run('exportPage', { range, afterId }),
    subscribe: (subscriber) =>
      recorder.subscribe((record) =>
        subscriber({
          ...record,
          virtualKeyLabel: parts.virtualKeyLabel(record.virtualKeyId),
          connectionSlug:
            record.connectionId === null ? null : parts.connectionSlug(record.connectionId),
        }),
      ),
  };
}

/** Whether every record that is looked at is shown: without such filters the latest are simply taken. */
function isQuick({ filters }: RequestPage): boolean {
  const { virtualKeyId, connectionId, model, outcome } = filters;
  return [virtualKeyId, connectionId, model, outcome].every((filter) => filter === undefined);
}
