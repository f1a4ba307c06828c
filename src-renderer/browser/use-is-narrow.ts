import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 63.99rem)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether a table has no room for its columns; the same width as in lists.css. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
