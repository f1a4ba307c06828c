import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../events/event.ts';
import { randomBase62 } from '../virtual-keys/mint-key.ts';
import { checkAliasName } from './check-alias-name.ts';
import { checkTargets } from './check-targets.ts';
import type { Alias } from './alias.ts';
import type { AliasDeps } from './alias-deps.ts';

/**
 * Makes an alias, or gives one other targets. Takes effect with the next request.
 *
 * @throws field_invalid, alias_name_taken, alias_target_is_alias, alias_target_unknown
 */
export function setAlias(
  deps: AliasDeps,
  { workspaceId, name, targets }: Pick<Alias, 'workspaceId' | 'name' | 'targets'>,
  actor: Actor,
): Alias {
  const former = deps.aliases.get(workspaceId, name);
  if (former === undefined) checkAliasName(name, workspaceId, deps.connections);
  const checked = checkTargets(targets, name, workspaceId, deps);
  if (former !== undefined && isDeepStrictEqual(former.targets, checked)) return former;
  const now = deps.clock();
  const alias: Alias = {
    id: former?.id ?? `alias_${randomBase62(16)}`,
    workspaceId,
    name,
    targets: checked,
    createdAt: former?.createdAt ?? now,
    updatedAt: now,
  };
  const data = { name, targets: checked.join(', '), isNew: former === undefined };
  deps.events.appendWith({ type: 'alias.set', actor, subjectId: alias.id, data }, (append) =>
    deps.aliases.save(alias, append),
  );
  return alias;
}
