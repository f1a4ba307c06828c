import type { Connections } from '../../connections/connections.ts';
import { AppError } from '../../errors.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { Candidate } from './candidate.ts';
import { exclusion, exclusionReasons, type Exclusion, toCandidate } from './eligibility.ts';
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
  if (named.length === 0) {
    const known = usableModels(caller, [request.dialect], connections).map(({ id }) => id);
    throw new AppError('model_not_found', { model, nearest: nearestModels(model, known) });
  }
  const exclusions = named.map((c) => exclusion(caller, request.dialect, c) ?? 'key');
  const [shared] = exclusions;
  if (exclusions.every((reason) => reason === shared)) {
    refuseForOneReason(shared, caller, request, named, connections);
  }
  const reasons = named.map(
    (c, at) => `${c.connection.slug}: ${exclusionReasons[exclusions[at] ?? 'key']}`,
  );
  throw new AppError('no_eligible_connection', { model, reasons });
}

/** Where all were left out for the same reason, that reason has a code of its own. */
function refuseForOneReason(
  reason: Exclusion | undefined,
  caller: VirtualKey,
  request: RouteRequest,
  named: readonly Candidate[],
  connections: Connections,
): void {
  const [first] = named;
  const connection = first?.connection.slug ?? '';
  if (reason === 'disabled' && named.length === 1) {
    throw new AppError('connection_disabled', { connection });
  }
  if (reason === 'model') {
    const { model } = request;
    throw new AppError('model_not_allowed', {
      model: model ?? '',
      allowed: caller.allowedModels ?? [],
    });
  }
  if (reason === 'dialect') {
    const { dialect } = request;
    const alternatives = speakers(caller, request, connections);
    throw new AppError('dialect_unsupported', { connection, dialect, alternatives });
  }
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
