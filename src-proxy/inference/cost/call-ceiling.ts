import type { TokenEstimate } from '../../prices/price.ts';
import type { InferenceDeps } from '../exchange.ts';
import type { Candidate } from '../plan/candidate.ts';

/** A price nobody knows is held as this, so that nothing of unknown cost begins once a budget is used up. */
export const SMALLEST_NANO = 1;

/** What a call may cost at one connection. */
export interface CallCeiling {
  /** Billionths of a USD, as far as prices are known. */
  readonly nano: number;
  /** Whether the price of everything it may run is known. */
  readonly isKnown: boolean;
}

/** The dearest of all models a call may run there. `alternatives`: see `Call`. */
export function callCeiling(
  candidate: Candidate,
  alternatives: readonly string[],
  estimate: TokenEstimate,
  at: number,
  { prices, connections }: Pick<InferenceDeps, 'prices' | 'connections'>,
): CallCeiling {
  const models = [
    candidate.model,
    ...alternatives.filter((name) => name !== ''),
    ...unnamedModels(candidate, { prices, connections }),
  ];
  let nano = 0;
  let isKnown = true;
  for (const model of models) {
    const usd = prices.ceiling(candidate, model, estimate, at);
    if (usd === null) isKnown = false;
    nano = Math.max(nano, usd === null ? SMALLEST_NANO : Math.ceil(usd * 1e9));
  }
  return { nano, isKnown };
}

/**
 * A server of the user's own may run whatever it has for a name it does not know, or for none. It costs
 * nothing, unless the user set a price for what it has.
 */
function unnamedModels(
  { provider, connection, model }: Candidate,
  { prices: { own }, connections }: Pick<InferenceDeps, 'prices' | 'connections'>,
): readonly string[] {
  if (provider.kind !== 'self_hosted' || own.isEmpty) return [];
  if (model !== null && own.find(provider.id, model) !== null) return [];
  return [...connections.modelsOf(connection.id).map(({ id }) => id), ...own.modelsOf(provider.id)];
}
