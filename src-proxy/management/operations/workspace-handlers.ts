import { describeWorkspaceBudgets } from '../../policy/describe-limits.ts';
import { PERSONAL_WORKSPACE } from '../../store/ensure-workspace.ts';
import {
  createWorkspace,
  updateWorkspace,
  type WorkspaceSettings,
} from '../../workspaces/change-workspace.ts';
import { deleteWorkspace } from '../../workspaces/delete-workspace.ts';
import type { Workspace } from '../../workspaces/workspace.ts';
import type { CheckedInputOf, OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime } from './iso-time.ts';
import { viewBudget } from './view-budget.ts';

type WorkspaceOperation =
  | 'workspaces.list'
  | 'workspaces.show'
  | 'workspaces.create'
  | 'workspaces.update'
  | 'workspaces.delete';

export function workspaceHandlers(deps: ManagementDeps): HandlersOf<WorkspaceOperation> {
  const { workspaces } = deps;
  const view = (workspace: Workspace): OutputOf<'workspaces.show'> =>
    viewWorkspace(workspace, deps);
  return {
    'workspaces.list': () => ({ workspaces: workspaces.list().map(view) }),
    'workspaces.show': ({ workspace }) => view(workspaces.find(workspace)),
    'workspaces.create': (input, { actor }) =>
      view(createWorkspace(deps, { ...readSettings(input), name: input.name }, actor)),
    'workspaces.update': ({ workspace, ...input }, { actor }) =>
      view(updateWorkspace(deps, workspace, readSettings(input), actor)),
    'workspaces.delete': async ({ workspace }, { actor }) => {
      await deleteWorkspace(deps, workspace, actor);
      return undefined;
    },
  };
}

/** Undefined: left out, so left as it is. */
function readSettings(
  input: Omit<CheckedInputOf<'workspaces.update'>, 'workspace'>,
): WorkspaceSettings {
  const { name, data_policy, region, budgets } = input;
  return { name, dataPolicy: data_policy, region, budgets };
}

function viewWorkspace(
  workspace: Workspace,
  { connections, virtualKeys, allowances, spendingTime }: ManagementDeps,
): OutputOf<'workspaces.show'> {
  const { id, name, dataPolicy, region, createdAt } = workspace;
  const keys = virtualKeys.list().filter((key) => key.workspaceId === id);
  return {
    id,
    name,
    data_policy: dataPolicy,
    region,
    budgets: describeWorkspaceBudgets(allowances.budgets, workspace, spendingTime()).map(
      viewBudget,
    ),
    connections: connections.list(id).length,
    virtual_keys: keys.filter(({ status }) => status !== 'revoked').length,
    created_at: isoTime(createdAt),
    is_permanent: id === PERSONAL_WORKSPACE,
  };
}
