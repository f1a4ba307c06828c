import type { Connection } from '../../connections/connection.ts';
import type { DialectName } from '../../dialects/dialect-name.ts';
import { isAtLeast, isInRegion, type Demands } from '../../policy/route-policy.ts';
import { isModelAllowed } from '../../virtual-keys/allowed-models.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { Candidate } from './candidate.ts';
import type { LeftOutCode } from './left-out.ts';
import { regionOf } from './region-of.ts';

/** Who calls, how, and what is demanded of those who serve. */
export interface Eligibility {
  readonly caller: Pick<VirtualKey, 'allowedConnections' | 'allowedModels'>;
  readonly dialect: DialectName;
  readonly demands: Demands;
  readonly now: number;
}

/** Why a candidate may not serve; null when it may. Asked of every candidate, whatever named it. */
export function exclusion(
  { caller, dialect, demands, now }: Eligibility,
  candidate: Candidate,
): LeftOutCode | null {
  const { connection, provider, model } = candidate;
  if (!isConnectionAllowed(caller, connection)) return 'key';
  if (!connection.isEnabled) return 'disabled';
  if (connection.expiresAt !== null && now >= connection.expiresAt) return 'expired';
  if (model !== null && !isModelAllowed(caller, namesOf(connection, model))) return 'model';
  if (provider.dialects[dialect] === undefined) return 'dialect';
  return violation(demands, candidate);
}

function violation(demands: Demands, candidate: Candidate): LeftOutCode | null {
  const { kind, dataPolicy } = candidate.connection;
  if (demands.ownOnlyBy !== null && kind !== 'own') return 'own_only';
  if (demands.platformOnlyBy !== null && kind !== 'platform') return 'platform_only';
  if (!isAtLeast(dataPolicy, demands.dataPolicy)) return 'data_policy';
  const { regions } = demands;
  if (regions.length === 0) return null;
  const actual = regionOf(candidate);
  return regions.every(({ region }) => isInRegion(actual, region)) ? null : 'region';
}

export function isConnectionAllowed(
  caller: Eligibility['caller'],
  connection: Connection,
): boolean {
  return caller.allowedConnections === null || caller.allowedConnections.includes(connection.id);
}

/** A pattern may speak of the model alone or of where it is served: `gpt-*`, `work/gpt-*`, `openai/*`. */
function namesOf(connection: Connection, model: string): readonly string[] {
  return [model, `${connection.slug}/${model}`, `${connection.providerId}/${model}`];
}

export const isSelfHosted = (connection: Connection): boolean =>
  connection.providerId === 'self_hosted';

/** A self-hosted server is never chosen for a bare model id, unless the key or the request's order names it. */
export function isBareReachable(
  caller: Eligibility['caller'],
  connection: Connection,
  order: readonly string[] = [],
): boolean {
  return (
    !isSelfHosted(connection) ||
    caller.allowedConnections?.includes(connection.id) === true ||
    order.includes(connection.slug) ||
    order.includes(connection.providerId)
  );
}
