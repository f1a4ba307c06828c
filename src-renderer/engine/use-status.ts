import { useSyncExternalStore } from 'react';
import type { OutputOf } from '../../src-proxy/management/contract.ts';
import { useEngine } from './engine-context.ts';
import type { LiveState } from './live-feed.ts';
import { useOperation } from './use-operation.ts';

export type Status = OutputOf<'status'>;

export type EngineState = Status['proxy']['state'] | 'lost' | 'connecting';

export function useLiveState(): LiveState {
  const { feed } = useEngine();
  return useSyncExternalStore(feed.onState, feed.getState);
}

export function useStatus(): { readonly status: Status | undefined; readonly state: EngineState } {
  const live = useLiveState();
  const status = useOperation('status', {}).data;
  const state = live === 'lost' ? live : (status?.proxy.state ?? 'connecting');
  return { status, state };
}
