import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { notify } from '../../../components/notify.ts';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import type { Webhook } from './webhook.ts';

const { removeDialog: said } = messages.webhooks;

interface RemoveWebhookDialogProps {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

export function RemoveWebhookDialog({ webhook, onClose }: RemoveWebhookDialogProps) {
  const { client } = useEngine();
  const queries = useQueryClient();
  const { id, label, pending_deliveries } = webhook;
  return (
    <ConfirmDialog
      title={said.title(label)}
      action={said.action}
      working={said.working}
      name={label}
      run={(signal) => client.call('webhooks.delete', { webhook: id }, signal)}
      onClose={onClose}
      onDone={() => {
        notify({ kind: 'done', title: said.done(label) });
        onClose();
        void queries.invalidateQueries({ queryKey: ['webhooks.list'] });
      }}
    >
      <p>{said.text}</p>
      {pending_deliveries === 0 ? null : <p>{said.pending(pending_deliveries)}</p>}
      <p>
        <strong>{said.undo}</strong>
      </p>
    </ConfirmDialog>
  );
}
