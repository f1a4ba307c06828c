import type { Connections } from '../connections/connections.ts';
import { AppError } from '../errors.ts';
import { catalog } from '../providers/catalog.ts';

/**
 * A name that means nothing else yet: no provider, no connection and no model a connection lists. Should a provider
 * list a model of that name later, the alias goes on meaning what the user said; the model is reached by
 * `connection/model`.
 *
 * @throws field_invalid, alias_name_taken
 */
export function checkAliasName(name: string, workspaceId: string, connections: Connections): void {
  if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(name)) {
    throw new AppError('field_invalid', {
      field: 'name',
      problem: 'use 1 to 64 ASCII letters, digits, dots, dashes and underscores',
    });
  }
  const holder = holderOf(name, workspaceId, connections);
  if (holder !== null) throw new AppError('alias_name_taken', { name, holder });
}

function holderOf(name: string, workspaceId: string, connections: Connections): string | null {
  if (catalog.has(name)) return 'a provider';
  const all = connections.list(workspaceId);
  if (all.some(({ slug }) => slug === name)) return 'a connection';
  const lister = all.find(({ id }) => connections.lists(id, name));
  return lister === undefined ? null : `a model of the connection "${lister.slug}"`;
}
