import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import type { Workspace } from '../workspaces/workspace.ts';
import type { BudgetPeriod } from './budget.ts';
import type { Budgets } from './budgets.ts';
import { calendarAt, windowEnd } from './calendar.ts';
import type { Cap } from './cap.ts';
import type { RateLimits, RateState } from './rate-limits.ts';
import { toUsd } from './spending.ts';

/** A budget and how much of it is left, as every door tells it. */
export interface BudgetState {
  readonly usd: number;
  readonly per: BudgetPeriod;
  /** Null: it is not raised; else until when `usd` is higher than it was set. */
  readonly raisedUntil: number | null;
  readonly spentUsd: number;
  /** What running calls may cost. */
  readonly heldUsd: number;
  readonly leftUsd: number;
  /** Null: never. */
  readonly resetsAt: number | null;
}

/** `now`: the time money counts at, see `UsageRecorder.spendingTime`. */
export function describeKeyBudgets(
  budgets: Budgets,
  key: VirtualKey,
  now: number,
): readonly BudgetState[] {
  const calendar = calendarAt(now);
  return budgets
    .capsOf({ key, calendar, now })
    .filter(({ spender }) => spender.kind === 'key')
    .map(describe);
}

export function describeWorkspaceBudgets(
  budgets: Budgets,
  workspace: Workspace,
  now: number,
): readonly BudgetState[] {
  return budgets.capsOfWorkspace(workspace, calendarAt(now)).map(describe);
}

export interface RateLimitState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetsInSeconds: number;
}

/** Null: no such limit. */
export function describeRates(
  rates: RateLimits,
  key: VirtualKey,
): {
  readonly requestsPerMinute: RateLimitState | null;
  readonly tokensPerMinute: RateLimitState | null;
} {
  return {
    requestsPerMinute: toLimitState(rates.requests(key)),
    tokensPerMinute: toLimitState(rates.tokens(key)),
  };
}

function toLimitState(state: RateState | null): RateLimitState | null {
  if (state === null) return null;
  const { limit, remaining, resetMs } = state;
  return { limit, remaining: Math.floor(remaining), resetsInSeconds: Math.ceil(resetMs / 1000) };
}

function describe({ nano, per, raisedUntil, window, calendar }: Cap): BudgetState {
  return {
    usd: toUsd(nano),
    per,
    raisedUntil,
    spentUsd: toUsd(window.spent),
    heldUsd: toUsd(window.held),
    leftUsd: toUsd(Math.max(0, nano - window.spent - window.held)),
    resetsAt: windowEnd(calendar, per),
  };
}
