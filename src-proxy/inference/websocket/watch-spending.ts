import type { TokenUsage } from '../../dialects/dialect.ts';
import { toNano } from '../../policy/spending.ts';
import { holdMore } from '../cost/hold-more.ts';
import type { Exchange, InferenceDeps } from '../exchange.ts';
import type { Candidate } from '../plan/candidate.ts';

/**
 * Holds what a session has cost so far, and what was held for its next answer, and ends it when the
 * budgets do not cover that: a session may go on for an hour, and each answer in it is a call of its own.
 */
export function watchSpending(
  { hold, record }: Exchange,
  { connection, provider, model }: Candidate,
  deps: InferenceDeps,
): (total: TokenUsage) => void {
  const nextUsd = record.reservedUsd ?? 0;
  return (total) => {
    if (hold === null) return;
    const { usd } = deps.prices.price({ connection, provider }, [model], total, record.startedAt);
    if (usd === null) return;
    holdMore(hold, toNano(usd + nextUsd), record, deps);
  };
}
