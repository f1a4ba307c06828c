import type { DataPolicy } from '../connections/connection.ts';
import type { RoutingConstraint } from '../virtual-keys/virtual-key.ts';

/** What somebody demands of the connections that may serve: a workspace, a virtual key, a request. */
export interface RoutePolicy {
  readonly routingConstraint: RoutingConstraint;
  readonly dataPolicy: DataPolicy;
  readonly region: string | null;
}

export type PolicySource = 'workspace' | 'key' | 'request';

/** What all of them demand together, each with whom to ask about it. */
export interface Demands {
  readonly ownOnlyBy: PolicySource | null;
  readonly platformOnlyBy: PolicySource | null;
  readonly dataPolicy: DataPolicy;
  readonly dataPolicyBy: PolicySource | null;
  readonly regions: readonly { readonly region: string; readonly by: PolicySource }[];
}

const strength: Readonly<Record<DataPolicy, number>> = { none: 0, no_training: 1, zdr: 2 };

export const isAtLeast = (offered: DataPolicy, demanded: DataPolicy): boolean =>
  strength[offered] >= strength[demanded];

/** The most restrictive wins; of equals the first named, which is told as the one who demands. */
export function combinePolicies(
  policies: readonly (readonly [by: PolicySource, policy: Partial<RoutePolicy>])[],
): Demands {
  let dataPolicy: DataPolicy = 'none';
  let dataPolicyBy: PolicySource | null = null;
  for (const [by, policy] of policies) {
    const demanded = policy.dataPolicy ?? 'none';
    if (isAtLeast(dataPolicy, demanded)) continue;
    dataPolicy = demanded;
    dataPolicyBy = by;
  }
  const whoSays = (constraint: RoutingConstraint): PolicySource | null =>
    policies.find(([, policy]) => policy.routingConstraint === constraint)?.[0] ?? null;
  return {
    ownOnlyBy: whoSays('only_byok'),
    platformOnlyBy: whoSays('only_platform'),
    dataPolicy,
    dataPolicyBy,
    regions: policies.flatMap(([by, { region }]) => (region ? [{ region, by }] : [])),
  };
}

/** Whether data stays where it must: `us-east-1` is in `us`. Nobody knows where null is. */
export function isInRegion(actual: string | null, demanded: string): boolean {
  return actual === demanded || actual?.startsWith(`${demanded}-`) === true;
}
