import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Problem } from '../../../components/problem.tsx';
import { messages } from '../../../messages.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { SettingsHead } from '../settings-head.tsx';
import { CreateWebhookDialog } from './create-webhook-dialog.tsx';
import { WebhookRow } from './webhook-row.tsx';

const { webhooks: said } = messages;

export function WebhooksSection() {
  const [isCreating, setCreating] = useState(false);
  const { data, error } = useOperation('webhooks.list', {});
  const webhooks = data?.webhooks;
  const create = (
    <Button look="primary" icon={<Plus size={17} />} onClick={() => setCreating(true)}>
      {said.create}
    </Button>
  );
  return (
    <>
      <SettingsHead of="webhooks">{webhooks?.length === 0 ? null : create}</SettingsHead>
      <Problem of={error} />
      {webhooks?.length === 0 ? (
        <Empty icon={<WebhookIcon size={28} />} title={said.empty.title} text={said.empty.text}>
          {create}
        </Empty>
      ) : null}
      <ul className="rows" aria-label={said.listLabel} hidden={!webhooks?.length}>
        {webhooks?.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} />
        ))}
      </ul>
      {isCreating ? <CreateWebhookDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
