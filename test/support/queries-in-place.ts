import type { Store } from '../../src-proxy/store/open-store.ts';
import type { QueryThread } from '../../src-proxy/usage/query-thread.ts';
import { usageQueries } from '../../src-proxy/usage/usage-queries.ts';

/** The queries of the thread, without one. */
export const inPlace = (store: Store): Pick<QueryThread, 'run'> => ({
  run: async (name, input) => usageQueries[name](store, input),
});
