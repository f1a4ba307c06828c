import { useEffect, useState } from 'react';
import type { OutputOf } from '../../src-proxy/management/contract.ts';
import { useEngine } from '../engine/engine-context.ts';
import { useOperation } from '../engine/use-operation.ts';

export type Call = OutputOf<'requests.list'>['requests'][number];

/** The first call with a key, the moment it is over. Null until then. */
export function useFirstCall(virtualKeyId: string): Call | null {
  const { feed } = useEngine();
  const [arrived, setArrived] = useState<Call | null>(null);
  // Asked again after an interruption of the feed, in which it may have been missed.
  const listed = useOperation('requests.list', { virtual_key: virtualKeyId, limit: 1 });
  useEffect(
    () =>
      feed.onMessage((message) => {
        if (message.type !== 'request') return;
        if (message.request.virtual_key_id !== virtualKeyId) return;
        setArrived((former) => former ?? message.request);
      }),
    [feed, virtualKeyId],
  );
  return arrived ?? listed.data?.requests.find(({ outcome }) => outcome !== 'running') ?? null;
}
