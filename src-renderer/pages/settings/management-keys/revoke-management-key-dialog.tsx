import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { notify } from '../../../components/notify.ts';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import type { ManagementKey } from './management-key-row.tsx';

const { revokeDialog: said } = messages.managementKeys;

interface RevokeManagementKeyDialogProps {
  readonly managementKey: ManagementKey;
  readonly onClose: () => void;
}

export function RevokeManagementKeyDialog({
  managementKey: { id, label },
  onClose,
}: RevokeManagementKeyDialogProps) {
  const { client } = useEngine();
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title={said.title(label)}
      action={said.action}
      working={said.working}
      name={label}
      run={(signal) => client.call('management_keys.revoke', { management_key: id }, signal)}
      onClose={onClose}
      onDone={() => {
        notify({ kind: 'done', title: said.done(label) });
        onClose();
        void queries.invalidateQueries({ queryKey: ['management_keys.list'] });
      }}
    >
      <p>{said.text}</p>
    </ConfirmDialog>
  );
}
