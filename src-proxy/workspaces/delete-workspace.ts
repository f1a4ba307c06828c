import { removeAlias } from '../aliases/remove-alias.ts';
import { disconnectConnection } from '../connections/disconnect-connection.ts';
import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import { PERSONAL_WORKSPACE } from '../store/ensure-workspace.ts';
import { revokeVirtualKey } from '../virtual-keys/set-virtual-key-status.ts';
import type { WorkspaceDeps } from './workspace-deps.ts';

/**
 * Ends a workspace with what it holds: its virtual keys first, so that nothing new begins, then its
 * connections, whose keys are erased. The history stays. When the vault refuses to erase a key the
 * workspace stays, so that the user can try again.
 *
 * @throws workspace_not_found, workspace_permanent, vault_*, keychain_*
 */
export async function deleteWorkspace(
  deps: WorkspaceDeps,
  name: string,
  actor: Actor,
): Promise<void> {
  const workspace = deps.workspaces.find(name);
  if (workspace.id === PERSONAL_WORKSPACE) {
    throw new AppError('workspace_permanent', { name: workspace.name });
  }
  const { connections } = deps.connectionDeps;
  for (const key of deps.virtualKeys.list()) {
    if (key.workspaceId !== workspace.id || key.status === 'revoked') continue;
    revokeVirtualKey({ ...deps, connections }, key.id, actor);
  }
  for (const connection of connections.list(workspace.id)) {
    // oxlint-disable-next-line no-await-in-loop -- the vault takes one change at a time
    await disconnectConnection(deps.connectionDeps, connection.id, actor);
  }
  for (const alias of deps.aliases.list(workspace.id)) {
    removeAlias(deps, workspace.id, alias.name, actor);
  }
  deps.events.appendWith(
    {
      type: 'workspace.deleted',
      actor,
      subjectId: workspace.id,
      data: { name: workspace.name },
    },
    (append) => deps.workspaces.end(workspace.id, deps.clock(), append),
  );
}
