import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { useEngine } from '../../engine/engine-context.ts';
import type { Call } from '../../facts/use-first-call.ts';
import { fits, toInput, type CallFilter } from './call-filter.ts';

type Page = OutputOf<'requests.list'>;
type Pages = InfiniteData<Page, string | null>;

export interface Calls {
  readonly calls: readonly Call[];
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly hasOlder: boolean;
  readonly loadOlder: () => void;
  /** Calls that came while the reader was further down. */
  readonly freshCount: number;
  readonly showFresh: () => void;
}

const PAGE = 200;
/** Busy tools end many calls a second; the list follows four times a second. */
const BATCH_MS = 250;

/** The list of calls, page by page, and what comes in while it is looked at. */
export function useCalls(filter: CallFilter, isAtTop: () => boolean): Calls {
  const { client } = useEngine();
  const queries = useQueryClient();
  const queryKey = useMemo(() => ['requests.list', 'pages', filter], [filter]);
  const query = useInfiniteQuery<Page, Error, Pages, unknown[], string | null>({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      client.call(
        'requests.list',
        {
          ...toInput(filter, Date.now()),
          limit: PAGE,
          ...(pageParam === null ? {} : { before_id: pageParam }),
        },
        signal,
      ),
    initialPageParam: null,
    getNextPageParam: ({ next_before_id }) => next_before_id,
  });
  const merge = useCallback(
    (fresh: readonly Call[]) => {
      queries.setQueryData<Pages>(queryKey, (pages) => pages && withFresh(pages, fresh));
    },
    [queries, queryKey],
  );
  const { freshCount, showFresh } = useFresh(filter, isAtTop, merge);
  const { data, fetchNextPage, isFetchingNextPage } = query;
  const calls = useMemo(() => data?.pages.flatMap(({ requests }) => requests) ?? [], [data]);
  return {
    calls,
    isLoading: query.isPending,
    error: query.error,
    hasOlder: query.hasNextPage,
    loadOlder: () => {
      if (!isFetchingNextPage) void fetchNextPage();
    },
    freshCount,
    showFresh,
  };
}

/** Gathers what the feed brings; merged at once at the top of the list, else kept until asked for. */
function useFresh(
  filter: CallFilter,
  isAtTop: () => boolean,
  merge: (fresh: readonly Call[]) => void,
): Pick<Calls, 'freshCount' | 'showFresh'> {
  const { feed } = useEngine();
  const waiting = useRef<Call[]>([]);
  const [freshCount, setFreshCount] = useState(0);
  const showFresh = useCallback(() => {
    merge(waiting.current);
    waiting.current = [];
    setFreshCount(0);
  }, [merge]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      timer = undefined;
      if (isAtTop()) showFresh();
      else setFreshCount(waiting.current.length);
    };
    const end = feed.onMessage((message) => {
      if (message.type !== 'request' || !fits(message.request, filter)) return;
      waiting.current.push(message.request);
      if (timer === undefined) timer = setTimeout(flush, BATCH_MS);
    });
    return () => {
      clearTimeout(timer);
      end();
      waiting.current = [];
      setFreshCount(0);
    };
  }, [feed, filter, isAtTop, showFresh]);
  return { freshCount, showFresh };
}

/** Newest first; a call that was listed as running is replaced. */
function withFresh(pages: Pages, fresh: readonly Call[]): Pages {
  const byId = new Map(fresh.map((call) => [call.id, call]));
  const updated = pages.pages.map((page) => ({
    ...page,
    requests: page.requests.map((call) => take(byId, call.id) ?? call),
  }));
  const [first, ...rest] = updated;
  if (first === undefined || byId.size === 0) return { ...pages, pages: updated };
  const added = [...byId.values()].toSorted(newestFirst);
  return { ...pages, pages: [{ ...first, requests: [...added, ...first.requests] }, ...rest] };
}

function take(calls: Map<string, Call>, id: string): Call | undefined {
  const call = calls.get(id);
  calls.delete(id);
  return call;
}

const newestFirst = (a: Call, b: Call): number =>
  b.started_at.localeCompare(a.started_at) || b.id.localeCompare(a.id);
