import { useQueryClient } from '@tanstack/react-query';
import { Dialog } from '../../../components/dialog.tsx';
import { notify } from '../../../components/notify.ts';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { useTask } from '../../../engine/use-task.ts';
import { emptyWorkspace, toWorkspaceInput, type WorkspaceSettings } from './workspace-draft.ts';
import { WorkspaceForm } from './workspace-form.tsx';

const { createDialog: said } = messages.workspaces;

export function NewWorkspaceDialog({ onClose }: { readonly onClose: () => void }) {
  const { client } = useEngine();
  const queries = useQueryClient();
  const task = useTask(async (signal, edits: Partial<WorkspaceSettings>) => {
    const { name = '', ...rest } = toWorkspaceInput(edits);
    await client.call('workspaces.create', { name, ...rest }, signal);
    notify({ kind: 'done', title: said.done(name) });
    onClose();
    await queries.invalidateQueries({ queryKey: ['workspaces.list'] });
  });
  return (
    <Dialog title={said.title} text={said.text} onClose={onClose}>
      <WorkspaceForm
        former={emptyWorkspace}
        task={task}
        submit={said.submit}
        working={said.working}
        onClose={onClose}
      />
    </Dialog>
  );
}
