import { useQueryClient } from '@tanstack/react-query';
import { Dialog } from '../../../components/dialog.tsx';
import { notify } from '../../../components/notify.ts';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { useTask } from '../../../engine/use-task.ts';
import { toWorkspaceInput, type WorkspaceSettings } from './workspace-draft.ts';
import { WorkspaceForm } from './workspace-form.tsx';
import type { Workspace } from './workspace.ts';

const { changeDialog: said } = messages.workspaces;
const { words } = messages;

interface ChangeWorkspaceDialogProps {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}

export function ChangeWorkspaceDialog({ workspace, onClose }: ChangeWorkspaceDialogProps) {
  const { client } = useEngine();
  const queries = useQueryClient();
  const task = useTask(async (signal, edits: Partial<WorkspaceSettings>) => {
    const input = { workspace: workspace.id, ...toWorkspaceInput(edits) };
    await client.call('workspaces.update', input, signal);
    notify({ kind: 'done', title: words.saved });
    onClose();
    await queries.invalidateQueries({ queryKey: ['workspaces.list'] });
  });
  return (
    <Dialog title={said.title(workspace.name)} text={said.text} onClose={onClose}>
      <WorkspaceForm
        former={workspace}
        task={task}
        submit={words.save}
        working={words.saving}
        onClose={onClose}
      />
    </Dialog>
  );
}
