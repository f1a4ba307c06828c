import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { notify } from '../../../components/notify.ts';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import type { Workspace } from './workspace.ts';

const { removeDialog: said } = messages.workspaces;

interface RemoveWorkspaceDialogProps {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}

export function RemoveWorkspaceDialog({ workspace, onClose }: RemoveWorkspaceDialogProps) {
  const { client } = useEngine();
  const queries = useQueryClient();
  const { id, name, connections, virtual_keys } = workspace;
  return (
    <ConfirmDialog
      title={said.title(name)}
      action={said.action}
      working={said.working}
      name={name}
      run={(signal) => client.call('workspaces.delete', { workspace: id }, signal)}
      onClose={onClose}
      onDone={() => {
        notify({ kind: 'done', title: said.done(name) });
        onClose();
        void queries.invalidateQueries({ queryKey: ['workspaces.list'] });
      }}
    >
      <ul className="effects">
        <li>{said.keys(virtual_keys)}</li>
        <li>{said.connections(connections)}</li>
        <li>{said.rest}</li>
      </ul>
      <p>
        <strong>{said.undo}</strong>
      </p>
    </ConfirmDialog>
  );
}
