import { isDeepStrictEqual } from 'node:util';
import { changeSetting } from '../connections/change-setting.ts';
import type { DataPolicy } from '../connections/connection.ts';
import { checkLabel, checkRegion } from '../connections/text-fields.ts';
import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { Budget } from '../policy/budget.ts';
import { checkBudgets } from '../policy/check-budgets.ts';
import { randomBase62 } from '../virtual-keys/mint-key.ts';
import type { WorkspaceDeps } from './workspace-deps.ts';
import type { Workspace } from './workspace.ts';

/** What may be said of a workspace at creation and changed later; what is left out stays. */
export interface WorkspaceSettings {
  readonly name?: string | undefined;
  readonly dataPolicy?: DataPolicy | undefined;
  readonly region?: string | null | undefined;
  /** All of them: those not named end. */
  readonly budgets?: readonly Budget[] | undefined;
}

type ChangeDeps = Pick<WorkspaceDeps, 'workspaces' | 'events' | 'clock'>;

/** @throws field_invalid, workspace_name_taken */
export function createWorkspace(
  deps: ChangeDeps,
  settings: WorkspaceSettings & { readonly name: string },
  actor: Actor,
): Workspace {
  const blank: Workspace = {
    id: `ws_${randomBase62(16)}`,
    name: '',
    dataPolicy: 'none',
    region: null,
    budgets: [],
    createdAt: deps.clock(),
  };
  const workspace = checkSettings(deps, blank, settings);
  const { id, name } = workspace;
  deps.events.appendWith(
    { type: 'workspace.created', actor, subjectId: id, data: { name } },
    (append) => deps.workspaces.save(workspace, append),
  );
  return workspace;
}

/** Takes effect with the next request. @throws workspace_not_found, field_invalid, workspace_name_taken */
export function updateWorkspace(
  deps: ChangeDeps,
  name: string,
  settings: WorkspaceSettings,
  actor: Actor,
): Workspace {
  const former = deps.workspaces.find(name);
  const next = checkSettings(deps, former, settings);
  const changed = settable.filter((member) => !isDeepStrictEqual(former[member], next[member]));
  if (changed.length === 0) return former;
  const data = { name: next.name, changed: changed.join(', ') };
  deps.events.appendWith({ type: 'workspace.updated', actor, subjectId: next.id, data }, (append) =>
    deps.workspaces.save(next, append),
  );
  return next;
}

const settable = [
  'name',
  'dataPolicy',
  'region',
  'budgets',
] as const satisfies readonly (keyof Workspace)[];

function checkSettings(
  { workspaces }: ChangeDeps,
  former: Workspace,
  settings: WorkspaceSettings,
): Workspace {
  const { dataPolicy, region, budgets } = settings;
  const name = settings.name === undefined ? former.name : checkLabel(settings.name, 'name');
  const holder = workspaces.named(name) ?? workspaces.get(name);
  if (holder !== undefined && holder.id !== former.id) {
    throw new AppError('workspace_name_taken', { name });
  }
  return {
    ...former,
    name,
    dataPolicy: dataPolicy ?? former.dataPolicy,
    region: changeSetting(region, former.region, (text) => checkRegion(text, 'region')),
    budgets: budgets === undefined ? former.budgets : checkBudgets(budgets),
  };
}
