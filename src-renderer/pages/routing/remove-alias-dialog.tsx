import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { notify } from '../../components/notify.ts';
import { useEngine } from '../../engine/engine-context.ts';
import { messages } from '../../messages.ts';
import type { Alias } from './alias.ts';

const { removeDialog: said } = messages.routing;

interface RemoveAliasDialogProps {
  readonly alias: Alias;
  readonly onClose: () => void;
}

export function RemoveAliasDialog({ alias, onClose }: RemoveAliasDialogProps) {
  const { client } = useEngine();
  const { name, workspace_id: workspace } = alias;
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title={said.title(name)}
      action={said.action}
      working={said.working}
      name={name}
      run={(signal) => client.call('aliases.remove', { name, workspace }, signal)}
      onDone={() => {
        notify({ kind: 'done', title: said.done(name) });
        onClose();
        void queries.invalidateQueries({ queryKey: ['aliases.list'] });
      }}
      onClose={onClose}
    >
      <p>{said.text}</p>
    </ConfirmDialog>
  );
}
