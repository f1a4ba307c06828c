import { useQueryClient } from '@tanstack/react-query';
import { Dialog } from '../../../components/dialog.tsx';
import { notify } from '../../../components/notify.ts';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { useTask } from '../../../engine/use-task.ts';
import { WebhookForm, type WebhookDraft } from './webhook-form.tsx';
import type { Webhook } from './webhook.ts';

const { editDialog: said } = messages.webhooks;
const { words } = messages;

interface EditWebhookDialogProps {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

/** An address that is not typed anew stays: what stands behind its `?` is never shown. */
export function EditWebhookDialog({ webhook, onClose }: EditWebhookDialogProps) {
  const { client } = useEngine();
  const queries = useQueryClient();
  const task = useTask(async (signal, { label, url, events }: WebhookDraft) => {
    const change = {
      label,
      events: events === null ? null : [...events],
      ...(url === '' ? {} : { url }),
    };
    await client.call('webhooks.update', { webhook: webhook.id, ...change }, signal);
    notify({ kind: 'done', title: words.saved });
    onClose();
    await queries.invalidateQueries({ queryKey: ['webhooks.list'] });
  });
  return (
    <Dialog title={said.title(webhook.label)} onClose={onClose}>
      <WebhookForm
        former={{ label: webhook.label, url: '', events: webhook.events }}
        shownUrl={webhook.url}
        task={task}
        submit={words.save}
        working={words.saving}
        onClose={onClose}
      />
    </Dialog>
  );
}
