/**
 * From what a call names to the connections that could serve it, best first. What a key may not use
 * is checked for every candidate, so no qualified name, header or later fallback gets around it.
 */
import type { Connection } from '../../connections/connection.ts';
import type { Connections } from '../../connections/connections.ts';
import type { DialectName } from '../../dialects/dialect-name.ts';
import { AppError } from '../../errors.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { Candidate } from './candidate.ts';
import { exclusion, inOrder, isBareReachable, isSelfHosted, toCandidate } from './eligibility.ts';
import { readModelReference, type ModelReference } from './model-reference.ts';
import { refuseRoute } from './refuse-route.ts';

export interface RouteRequest {
  readonly dialect: DialectName;
  /** As named by the body, the path or the override header. */
  readonly model: string | null;
  /** `X-Latchport-Connection`: a slug. */
  readonly pin: string | null;
}

/**
 * @throws model_not_found, model_not_allowed, dialect_unsupported, no_eligible_connection,
 * no_connection, connection_needed, connection_not_found, connection_disabled
 */
export function planRoute(
  caller: VirtualKey,
  request: RouteRequest,
  connections: Connections,
): readonly [Candidate, ...Candidate[]] {
  const all = connections.list(caller.workspaceId);
  if (all.length === 0) throw new AppError('no_connection');
  const named = candidatesNamed(caller, request, all, connections);
  const usable = named.filter((c) => exclusion(caller, request.dialect, c) === null);
  const ordered = request.model === null ? onlyOne(request.dialect, usable) : inOrder(usable);
  const [first, ...rest] = ordered;
  return first === undefined ? refuseRoute(caller, request, named, connections) : [first, ...rest];
}

function candidatesNamed(
  caller: VirtualKey,
  { model, pin }: RouteRequest,
  all: readonly Connection[],
  connections: Connections,
): readonly Candidate[] {
  const reference = model === null ? null : readModelReference(model, all);
  if (pin !== null) {
    const pinned = all.find((c) => c.slug === pin);
    if (pinned === undefined) {
      throw new AppError('connection_not_found', { name: pin, known: all.map((c) => c.slug) });
    }
    const isNamedToo = reference?.kind === 'connection' && reference.connection.id === pinned.id;
    return [toCandidate(pinned, isNamedToo ? reference.model : model)];
  }
  if (reference === null) return all.map((c) => toCandidate(c, null));
  return connectionsNamed(caller, reference, all, connections).map((c) =>
    toCandidate(c, reference.model),
  );
}

function connectionsNamed(
  caller: VirtualKey,
  reference: ModelReference,
  all: readonly Connection[],
  connections: Connections,
): readonly Connection[] {
  switch (reference.kind) {
    case 'connection':
      return [reference.connection];
    case 'provider':
      return all.filter((c) => c.providerId === reference.providerId);
    case 'self_hosted':
      return serving(reference.model, all.filter(isSelfHosted), connections);
    case 'bare':
      return serving(
        reference.model,
        all.filter((c) => isBareReachable(caller, c)),
        connections,
      );
  }
}

/** Those that list the model; when nobody does, those that list nothing are tried. */
function serving(
  model: string,
  among: readonly Connection[],
  connections: Connections,
): readonly Connection[] {
  const listing = among.filter((c) => connections.lists(c.id, model));
  return listing.length > 0
    ? listing
    : among.filter((c) => connections.modelsOf(c.id).length === 0);
}

const nativeProvider: Readonly<Record<DialectName, string>> = {
  'openai-chat': 'openai',
  'openai-responses': 'openai',
  'anthropic-messages': 'anthropic',
  gemini: 'google_ai_studio',
};

/** A call without a model goes to one account and no other: the only one, or the default of the dialect's own provider. */
function onlyOne(dialect: DialectName, usable: readonly Candidate[]): readonly Candidate[] {
  if (usable.length < 2) return usable;
  const native = usable.filter(
    (c) => c.connection.isDefault && c.provider.id === nativeProvider[dialect],
  );
  if (native.length === 1) return native;
  throw new AppError('connection_needed', { connections: usable.map((c) => c.connection.slug) });
}
