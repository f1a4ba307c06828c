import { useEffect, useState } from 'react';
import { useEngine } from '../engine/engine-context.ts';

const PAUSE_MS = 200;
const SHORTEST_KEY = 8;

/** Whose key a text looks to be, likeliest first, shortly after it stops changing. */
export function useRecognised(key: string): readonly string[] {
  const { client } = useEngine();
  const [providers, setProviders] = useState<readonly string[]>([]);
  const isLikely = key.trim().length >= SHORTEST_KEY;
  useEffect(() => {
    if (!isLikely) return undefined;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      client.call('providers.recognise', { provider_key: key.trim() }, gone.signal).then(
        (answer) => setProviders(answer.providers),
        // It is a convenience: the provider can be chosen by hand.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [client, key, isLikely]);
  return isLikely ? providers : [];
}
