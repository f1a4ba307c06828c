import { createContext, use } from 'react';
import type { Api } from '../api.ts';
import type { LiveFeed } from './live-feed.ts';

export interface EngineAccess extends Api {
  readonly feed: LiveFeed;
}

export const EngineContext = createContext<EngineAccess | null>(null);

export function useEngine(): EngineAccess {
  const engine = use(EngineContext);
  if (engine === null) throw new Error('No engine around this component.');
  return engine;
}
