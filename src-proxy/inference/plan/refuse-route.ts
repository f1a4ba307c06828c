import type { Connections } from '../../connections/connections.ts';
import { AppError } from '../../errors.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { Candidate } from './candidate.ts';
import { exclusion, exclusionReasons, toCandidate } from './eligibility.ts';
import { nearestModels } from './nearest-models.ts';
import type { RouteRequest } from './plan-route.ts';
import { usableModels } from './usable-models.ts';

/** Says why no connection serves a call, as exactly as is known. Always throws. */
export function refuseRoute(
  caller: VirtualKey,
  request: RouteRequest,
  named: readonly Candidate[],
  connections: Connections,
): never {
  const model = request.model ?? 'this call';
  const [only] = named;
  if (only === undefined) {
    const known = usableModels(caller, [request.dialect], connections).map(({ id }) => id);
    throw new AppError('model_not_found', { model, nearest: nearestModels(model, known) });
  }
  const exclusions = named.map((c) => exclusion(caller, request.dialect, c) ?? 'key');
  const [first] = exclusions;
  if (first !== undefined && exclusions.every((reason) => reason === first)) {
    switch (first) {
      case 'disabled':
        if (named.length > 1) break;
        throw new AppError('connection_disabled', { connection: only.connection.slug });
      case 'model':
        throw new AppError('model_not_allowed', { model, allowed: caller.allowedModels ?? [] });
      case 'dialect':
        throw new AppError('dialect_unsupported', {
          connection: only.connection.slug,
          dialect: request.dialect,
          alternatives: speakers(caller, request, connections),
        });
      case 'key':
        break;
    }
  }
  const reasons = named.map(
    (c, at) => `${c.connection.slug}: ${exclusionReasons[exclusions[at] ?? 'key']}`,
  );
  throw new AppError('no_eligible_connection', { model, reasons });
}

/** Connections this key may use that speak the dialect. */
function speakers(
  caller: VirtualKey,
  { dialect }: RouteRequest,
  connections: Connections,
): readonly string[] {
  return connections
    .list(caller.workspaceId)
    .filter((c) => exclusion(caller, dialect, toCandidate(c, null)) === null)
    .map((c) => c.slug);
}
