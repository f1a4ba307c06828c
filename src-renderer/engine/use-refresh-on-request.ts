import { useEffect } from 'react';
import { useEngine } from './engine-context.ts';

const DELAY_MS = 500;

/** Asks again when a call is over, at most twice a second. */
export function useRefreshOnRequest(refresh: () => unknown): void {
  const { feed } = useEngine();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = feed.onMessage((message) => {
      if (message.type !== 'request') return;
      if (timer === undefined) {
        timer = setTimeout(() => {
          timer = undefined;
          refresh();
        }, DELAY_MS);
      }
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [feed, refresh]);
}
