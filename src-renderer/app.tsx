import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { Api } from './api.ts';
import { Shell } from './components/shell.tsx';
import { EngineContext } from './engine/engine-context.ts';
import { keepFresh } from './engine/keep-fresh.ts';
import { loadTheRest } from './browser/later.ts';
import { LiveFeed } from './engine/live-feed.ts';
import { NoSessionPage } from './pages/no-session-page.tsx';

/** Answers stay until an event says otherwise; the feed brings those. */
const queryOptions = {
  queries: {
    staleTime: Infinity,
    gcTime: 5 * 60_000,
    retry: 1,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    networkMode: 'always',
  },
} as const;

/** When the first screen is there. */
const REST_AFTER_MS = 500;

const neverEnds = (): (() => void) => () => undefined;

export function App({ api }: { readonly api: Api }) {
  const { client, session } = api;
  const queries = useMemo(() => new QueryClient({ defaultOptions: queryOptions }), []);
  const feed = useMemo(() => new LiveFeed(client), [client]);
  const isEnded = useSyncExternalStore(
    session?.onEnded ?? neverEnds,
    () => session?.isEnded ?? false,
  );
  useEffect(() => {
    if (isEnded) return undefined;
    const stop = new AbortController();
    const end = keepFresh(feed, queries);
    void feed.run(stop.signal);
    const rest = setTimeout(() => void loadTheRest(), REST_AFTER_MS);
    return () => {
      clearTimeout(rest);
      end();
      stop.abort();
    };
  }, [feed, queries, isEnded]);
  const engine = useMemo(() => ({ client, session, feed }), [client, session, feed]);
  if (isEnded) return <NoSessionPage reason="session_ended" />;
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <EngineContext value={engine}>
          {/* oxlint-disable-next-line react/hooks -- the way wouter takes its kind of address */}
          <Router hook={useHashLocation}>
            <Shell />
          </Router>
        </EngineContext>
      </QueryClientProvider>
    </CSPProvider>
  );
}
