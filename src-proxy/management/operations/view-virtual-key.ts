import { warningsOf, type KeyWarning } from '../../key-warnings/key-warning.ts';
import { describeKeyBudgets } from '../../policy/describe-limits.ts';
import { statusAt, type VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { OutputOf } from '../contract.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';
import { viewBudget } from './view-budget.ts';

type ViewDeps = Pick<
  ManagementDeps,
  'connections' | 'allowances' | 'spendingTime' | 'keySightings' | 'clock'
>;

/** A virtual key as the contract shows it: neither key nor digest. */
export function viewVirtualKey(
  key: VirtualKey,
  { connections, allowances, spendingTime, keySightings, clock }: ViewDeps,
): OutputOf<'virtual_keys.show'> {
  const now = clock();
  const until = key.previousHashUntil;
  return {
    id: key.id,
    workspace_id: key.workspaceId,
    label: key.label,
    app: key.app,
    ref_id: key.refId,
    environment: key.environment,
    tags: [...key.tags],
    origins: [...key.origins],
    preview: key.preview,
    status: statusAt(key, now),
    allowed_connections:
      key.allowedConnections?.map((id) => connections.get(id)?.slug ?? id) ?? null,
    allowed_models: key.allowedModels === null ? null : [...key.allowedModels],
    parent_id: key.parentId,
    requests_per_minute: key.requestsPerMinute,
    tokens_per_minute: key.tokensPerMinute,
    concurrent_requests: key.concurrentRequests,
    budgets: describeKeyBudgets(allowances.budgets, key, spendingTime()).map(viewBudget),
    unknown_price: key.unknownPrice,
    routing_constraint: key.routingConstraint,
    data_policy: key.dataPolicy,
    region: key.region,
    created_at: isoTime(key.createdAt),
    regenerated_at: isoTimeOrNull(key.regeneratedAt),
    last_used_at: isoTimeOrNull(key.lastUsedAt),
    expires_at: isoTimeOrNull(key.expiresAt),
    previous_key_until: until !== null && now < until ? isoTime(until) : null,
    warnings: warningsOf(key, keySightings.list(key.id), now).map(viewWarning),
  };
}

function viewWarning(warning: KeyWarning): OutputOf<'virtual_keys.show'>['warnings'][number] {
  return {
    kind: warning.kind,
    count: warning.count,
    first_seen_at: isoTime(warning.firstAt),
    last_seen_at: isoTime(warning.lastAt),
    seen: warning.seen.map(({ detail, count, firstAt, lastAt }) => ({
      name: detail,
      count,
      first_seen_at: isoTime(firstAt),
      last_seen_at: isoTime(lastAt),
    })),
  };
}
