import type { Connection } from '../../connections/connection.ts';
import { isBareReachable, isConnectionAllowed, isSelfHosted } from './eligibility.ts';
import type { LeftOutCode } from './left-out.ts';
import type { RouteDeps } from './route-request.ts';
import type { Search, Target } from './search.ts';

type ModelLists = RouteDeps['connections'];

/** The model a connection would be asked for, and why it is not meant; null: it is. */
export interface Named {
  readonly model: string;
  readonly code: LeftOutCode | null;
}

/** What a target means for a connection. `isListed`: see `isListedByAny`. */
export function nameOn(
  connection: Connection,
  target: Target,
  isListed: boolean,
  search: Search,
  lists: ModelLists,
): Named {
  const { model } = target.reference;
  const meant = meaning(connection, target, search);
  if (meant !== null) return { model, code: meant };
  const { kind } = target.reference;
  if (kind === 'connection' || lists.lists(connection.id, model)) return { model, code: null };
  // Where nobody lists the model, whoever might know it is asked.
  const mayKnow = kind === 'provider' || lists.modelsOf(connection.id).length === 0;
  return { model, code: !isListed && mayKnow ? null : 'model_not_listed' };
}

/** Whether a connection that is meant, and allowed for the key, lists the target's model. */
export function isListedByAny(target: Target, search: Search, lists: ModelLists): boolean {
  const { kind, model } = target.reference;
  if (kind === 'connection') return true;
  return search.all.some(
    (connection) =>
      lists.lists(connection.id, model) &&
      meaning(connection, target, search) === null &&
      isConnectionAllowed(search.caller, connection),
  );
}

function meaning(
  connection: Connection,
  { reference }: Target,
  { caller, request }: Search,
): LeftOutCode | null {
  switch (reference.kind) {
    case 'connection':
      return reference.connection.id === connection.id ? null : 'not_named';
    case 'provider':
      return reference.providerId === connection.providerId ? null : 'not_named';
    case 'self_hosted':
      return isSelfHosted(connection) ? null : 'not_named';
    case 'bare':
      return isBareReachable(caller, connection, request.routing?.order) ? null : 'self_hosted';
  }
}
