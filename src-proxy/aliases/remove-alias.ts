import type { Actor } from '../events/event.ts';
import type { AliasDeps } from './alias-deps.ts';

/** @throws alias_not_found */
export function removeAlias(
  { aliases, events }: Pick<AliasDeps, 'aliases' | 'events'>,
  workspaceId: string,
  name: string,
  actor: Actor,
): void {
  const alias = aliases.find(workspaceId, name);
  const data = { name, targets: alias.targets.join(', ') };
  events.appendWith({ type: 'alias.removed', actor, subjectId: alias.id, data }, (append) =>
    aliases.remove(alias, append),
  );
}
