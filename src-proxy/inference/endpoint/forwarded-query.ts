import { quotesKey } from '../../virtual-keys/mint-key.ts';

/** Without any of these there is nothing to take out: the pairs need not be looked at. */
const suspicious = /key|%|k-lp-|\$http|_method/i;

/**
 * What would have the provider read another method or other headers than those judged here: Google's
 * (Closure Library, goog.net.rpc.HttpCors) and that of Rails and its followers.
 */
const overrides: ReadonlySet<string> = new Set(['$httpmethod', '$httpheaders', '_method']);

/**
 * What of a client's query, given with its `?`, goes on to the provider, each pair as it came. Gemini
 * clients send the virtual key as `?key=`: the authenticate step reads it, and it goes no further,
 * however it is spelled; nor does one under any other name, nor what overrides the method.
 */
export function forwardedQuery(query: string): string {
  if (!suspicious.test(query)) return query;
  const pairs = query.slice(1).split('&').filter(isForwarded);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function isForwarded(pair: string): boolean {
  for (const [name, value] of new URLSearchParams(pair)) {
    const folded = name.toLowerCase();
    if (folded === 'key' || overrides.has(folded)) return false;
    if (quotesKey(name) || quotesKey(value)) return false;
  }
  return true;
}
