import {
  describeKeyBudgets,
  describeRates,
  describeWorkspaceBudgets,
  type BudgetState,
  type RateLimitState,
} from '../../policy/describe-limits.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { InferenceDeps } from '../exchange.ts';

type Deps = Pick<InferenceDeps, 'allowances' | 'workspaces' | 'recorder' | 'clock'>;

/** `GET /v1/me`: who the virtual key says the caller is, and what it may still do. Times are ISO 8601. */
export function describeCaller(caller: VirtualKey, deps: Deps): unknown {
  const { allowances, workspaces, recorder, clock } = deps;
  // A key made from another has the limits and budgets of that one.
  const owner = allowances.ownerOf(caller);
  const workspace = workspaces.get(caller.workspaceId);
  const now = recorder.spendingTime(clock());
  const rates = describeRates(allowances.rates, owner);
  return {
    object: 'virtual_key',
    key_id: caller.id,
    workspace_id: caller.workspaceId,
    workspace: workspace?.name ?? null,
    label: caller.label,
    app: caller.app,
    environment: caller.environment,
    tags: caller.tags,
    key_preview: caller.preview,
    allowed_models: caller.allowedModels,
    created_at: new Date(caller.createdAt).toISOString(),
    expires_at: isoTime(caller.expiresAt),
    rate_limits: {
      requests_per_minute: showRate(rates.requestsPerMinute),
      tokens_per_minute: showRate(rates.tokensPerMinute),
      concurrent_requests: allowances.concurrency(owner),
    },
    budgets: describeKeyBudgets(allowances.budgets, owner, now).map(showBudget),
    workspace_budgets:
      workspace === undefined
        ? []
        : describeWorkspaceBudgets(allowances.budgets, workspace, now).map(showBudget),
  };
}

function showBudget({ usd, per, raisedUntil, spentUsd, leftUsd, resetsAt }: BudgetState): unknown {
  return {
    usd,
    per,
    spent_usd: spentUsd,
    left_usd: leftUsd,
    resets_at: isoTime(resetsAt),
    raised_until: isoTime(raisedUntil),
  };
}

const showRate = (state: RateLimitState | null): unknown =>
  state === null
    ? null
    : { limit: state.limit, remaining: state.remaining, resets_in_seconds: state.resetsInSeconds };

const isoTime = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();
