import type { InputOf } from '../../../../src-proxy/management/contract.ts';
import type { Budget } from '../../../facts/budget.ts';
import type { Workspace } from './workspace.ts';

/** What may be said of a workspace. */
export interface WorkspaceSettings extends Pick<Workspace, 'name' | 'data_policy' | 'region'> {
  readonly budgets: readonly Budget[];
}

export const emptyWorkspace: WorkspaceSettings = {
  name: '',
  data_policy: 'none',
  region: null,
  budgets: [],
};

export const isWorkspaceComplete = ({ name, budgets }: WorkspaceSettings): boolean =>
  name.trim() !== '' && !budgets.some(({ usd }) => Number.isNaN(usd));

type Input = Omit<InputOf<'workspaces.update'>, 'workspace'>;

/** Only what is said: naming budgets ends every raise of them. */
export function toWorkspaceInput(settings: Partial<WorkspaceSettings>): Input {
  const { name, budgets, region, ...rest } = settings;
  return {
    ...rest,
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(region === undefined ? {} : { region: region?.trim() || null }),
    ...(budgets === undefined ? {} : { budgets: budgets.map(({ usd, per }) => ({ usd, per })) }),
  };
}
