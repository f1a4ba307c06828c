import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../../components/dialog.tsx';
import { useEngine } from '../../../engine/engine-context.ts';
import { messages } from '../../../messages.ts';
import { useTask } from '../../../engine/use-task.ts';
import { ShownSecret } from './shown-secret.tsx';
import { WebhookForm, type WebhookDraft } from './webhook-form.tsx';
import type { MintedWebhook } from './webhook.ts';

const { createDialog: said } = messages.webhooks;

const empty: WebhookDraft = { label: '', url: '', events: null };

export function CreateWebhookDialog({ onClose }: { readonly onClose: () => void }) {
  const { client } = useEngine();
  const queries = useQueryClient();
  const [minted, setMinted] = useState<MintedWebhook | null>(null);
  const task = useTask(async (signal, { label, url, events }: WebhookDraft) => {
    const input = { label, url, events: events === null ? null : [...events] };
    setMinted(await client.call('webhooks.create', input, signal));
    await queries.invalidateQueries({ queryKey: ['webhooks.list'] });
  });
  if (minted !== null) return <ShownSecret minted={minted} onClose={onClose} />;
  return (
    <Dialog title={said.title} text={said.text} onClose={onClose}>
      <WebhookForm
        former={empty}
        shownUrl={null}
        task={task}
        submit={said.submit}
        working={said.working}
        onClose={onClose}
      />
    </Dialog>
  );
}
