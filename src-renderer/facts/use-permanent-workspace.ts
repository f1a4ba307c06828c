import { useOperation } from '../engine/use-operation.ts';

/** The id of the workspace that always exists; null until it is known. */
export function usePermanentWorkspace(): string | null {
  const workspaces = useOperation('workspaces.list', {}).data?.workspaces;
  return workspaces?.find(({ is_permanent }) => is_permanent)?.id ?? null;
}
