import { quotesKey } from '../../virtual-keys/mint-key.ts';

/** Without any of these there is nothing to take out: the pairs need not be looked at. */
const suspicious = /key|%|k-lp-/i;

/**
 * What of a client's query, given with its `?`, goes on to the provider, each pair as it came. Gemini
 * clients send the virtual key as `?key=`: the authenticate step reads it, and it goes no further,
 * however it is spelled; nor does one under any other name.
 */
export function forwardedQuery(query: string): string {
  if (!suspicious.test(query)) return query;
  const pairs = query.slice(1).split('&').filter(isForwarded);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function isForwarded(pair: string): boolean {
  for (const [name, value] of new URLSearchParams(pair)) {
    if (name.toLowerCase() === 'key' || quotesKey(name) || quotesKey(value)) return false;
  }
  return true;
}
