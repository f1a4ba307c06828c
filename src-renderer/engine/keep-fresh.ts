import type { QueryClient } from '@tanstack/react-query';
import type { StreamMessage } from '../../src-proxy/management/client.ts';
import type { OperationName } from '../../src-proxy/management/contract.ts';
import type { LiveFeed } from './live-feed.ts';

/** What an event of a family makes stale; one of an unknown family makes everything stale. */
const staleBy: Readonly<Record<string, readonly OperationName[]>> = {
  key: [
    'workspaces.list',
    'connections.list',
    'connections.show',
    'models.list',
    'status',
    'discover',
    'routing.explain',
  ],
  connection: ['connections.list', 'connections.show', 'models.list', 'status', 'routing.explain'],
  virtual_key: [
    'workspaces.list',
    'virtual_keys.list',
    'virtual_keys.show',
    'status',
    'routing.explain',
  ],
  vault: ['vault.status', 'status', 'doctor'],
  proxy: ['status'],
};

const byRequest: readonly OperationName[] = [
  'workspaces.list',
  'usage.summary',
  'status',
  'virtual_keys.list',
  'virtual_keys.show',
  'connections.list',
  'connections.show',
];

const EVENT_DELAY_MS = 60;
/** Busy tools finish many requests a second; sums follow once a second. */
const REQUEST_DELAY_MS = 700;

/** Asks again for what an event made stale. Single requests are put into their lists by those lists. */
export function keepFresh(feed: LiveFeed, queries: QueryClient): () => void {
  const soon = gather(queries, EVENT_DELAY_MS);
  const later = gather(queries, REQUEST_DELAY_MS);
  const ends = [
    feed.onMessage((message) => {
      if (message.type === 'request') later(byRequest);
      if (message.type === 'event') soon(staleOf(message));
    }),
    // What was read before, even a moment before the first time, may have missed something.
    feed.onState(() => {
      if (feed.getState() === 'live') void queries.invalidateQueries();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function staleOf({ event }: Extract<StreamMessage, { type: 'event' }>): readonly string[] | null {
  const names = staleBy[event.type.split('.')[0] ?? ''];
  return names === undefined ? null : [...names, 'events.list'];
}

/** Null: everything. */
function gather(queries: QueryClient, delayMs: number): (names: readonly string[] | null) => void {
  let waiting: Set<string> | null = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    const names = waiting;
    waiting = new Set();
    timer = undefined;
    void queries.invalidateQueries(
      names === null ? {} : { predicate: ({ queryKey }) => names.has(String(queryKey[0])) },
    );
  };
  return (names) => {
    if (names === null) waiting = null;
    for (const name of names ?? []) waiting?.add(name);
    timer ??= setTimeout(flush, delayMs);
  };
}
