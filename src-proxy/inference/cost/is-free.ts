import type { Exchange } from '../exchange.ts';

/** Operations no provider charges for, or that only look at what was paid for before. */
const free: ReadonlySet<string> = new Set(['count_tokens', 'files', 'response']);

/** Whether a call runs no model: what its answer tells of tokens was counted before, or never cost any. */
export function isFree({ endpoint, request }: Pick<Exchange, 'endpoint' | 'request'>): boolean {
  if (endpoint.operation === 'realtime') return false;
  return !endpoint.hasBody || request.method === 'DELETE' || free.has(endpoint.operation);
}
