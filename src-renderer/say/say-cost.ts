import { messages } from '../messages.ts';
import { sayMoney } from './say-money.ts';

/** Null is not 0: the price is not known. */
export function sayCost(usd: number | null): string {
  return usd === null ? messages.words.priceUnknown : sayMoney(usd);
}

/** A sum that calls of unknown price are missing from says so. */
export function sayCostOf(total: {
  readonly cost_usd: number | null;
  readonly unpriced_requests: number;
}): string {
  const cost = sayCost(total.cost_usd);
  return total.cost_usd !== null && total.unpriced_requests > 0
    ? messages.words.withUnpriced(cost, total.unpriced_requests)
    : cost;
}
