import { PERSONAL_WORKSPACE } from '../../store/ensure-workspace.ts';
import type { ManagementDeps } from '../management-deps.ts';

/** Of the workspace named, or of the personal one. @throws workspace_not_found */
export function workspaceId(
  { workspaces }: Pick<ManagementDeps, 'workspaces'>,
  name: string | undefined,
): string {
  return name === undefined ? PERSONAL_WORKSPACE : workspaces.find(name).id;
}
