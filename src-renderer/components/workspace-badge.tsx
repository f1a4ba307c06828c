import { messages } from '../messages.ts';
import { useOperation } from '../engine/use-operation.ts';

/** Of what is not in the workspace that always exists. */
export function WorkspaceBadge({ id }: { readonly id: string }) {
  const workspaces = useOperation('workspaces.list', {}).data?.workspaces;
  const workspace = workspaces?.find((known) => known.id === id);
  if (workspace === undefined || workspace.is_permanent) return null;
  return (
    <span className="badge cut">
      <span className="unseen">{messages.workspaces.select}: </span>
      {workspace.name}
    </span>
  );
}
