import type { Connection } from '../../connections/connection.ts';
import { isSelfHosted } from './eligibility.ts';
import type { Named } from './named-connection.ts';
import type { RouteDeps } from './route-request.ts';
import type { Search, Target } from './search.ts';

/**
 * What a target means for a connection when the request is pinned to one. A qualifier that is not the pinned
 * connection's own may belong to the model's id (`openai/gpt-5` at a gateway); only another connection's slug
 * contradicts the pin. Of an alias the pinned connection serves what it lists.
 */
export function nameOnPin(
  connection: Connection,
  target: Target,
  { request, targets }: Search,
  lists: RouteDeps['connections'],
): Named {
  const { reference, text } = target;
  if (connection.slug !== request.pin) return { model: reference.model, code: 'pinned' };
  if (isOwnQualifier(connection, target)) return { model: reference.model, code: null };
  if (lists.lists(connection.id, text)) return { model: text, code: null };
  if (reference.kind === 'connection') return { model: reference.model, code: 'not_named' };
  const isAlias = text !== request.model;
  const isKnown = !isAlias && targets.length === 1;
  const mayKnow = isKnown || lists.modelsOf(connection.id).length === 0;
  return { model: text, code: mayKnow ? null : 'model_not_listed' };
}

function isOwnQualifier(connection: Connection, { reference }: Target): boolean {
  switch (reference.kind) {
    case 'connection':
      return reference.connection.id === connection.id;
    case 'provider':
      return reference.providerId === connection.providerId;
    case 'self_hosted':
      return isSelfHosted(connection);
    case 'bare':
      return false;
  }
}
