import type { Alias } from '../../aliases/alias.ts';
import { removeAlias } from '../../aliases/remove-alias.ts';
import { setAlias } from '../../aliases/set-alias.ts';
import { PERSONAL_WORKSPACE } from '../../store/ensure-workspace.ts';
import type { OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime } from './iso-time.ts';

type RoutingOperation = 'aliases.list' | 'aliases.set' | 'aliases.remove' | 'routing.explain';

export function routingHandlers(deps: ManagementDeps): HandlersOf<RoutingOperation> {
  const workspaceId = (workspace: string | undefined): string =>
    workspace === undefined ? PERSONAL_WORKSPACE : deps.workspaces.find(workspace).id;
  return {
    'aliases.list': ({ workspace }) => ({
      aliases: deps.aliases
        .list(workspace === undefined ? undefined : workspaceId(workspace))
        .map(viewAlias),
    }),
    'aliases.set': ({ name, targets, workspace }, { actor }) =>
      viewAlias(setAlias(deps, { workspaceId: workspaceId(workspace), name, targets }, actor)),
    'aliases.remove': ({ name, workspace }, { actor }) => {
      removeAlias(deps, workspaceId(workspace), name, actor);
      return undefined;
    },
    'routing.explain': (input) => deps.explainRoute(input),
  };
}

const viewAlias = (alias: Alias): OutputOf<'aliases.set'> => ({
  id: alias.id,
  workspace_id: alias.workspaceId,
  name: alias.name,
  targets: [...alias.targets],
  created_at: isoTime(alias.createdAt),
  updated_at: isoTime(alias.updatedAt),
});
