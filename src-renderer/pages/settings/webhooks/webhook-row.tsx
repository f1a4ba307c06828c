import { useState } from 'react';
import { Ago } from '../../../components/ago.tsx';
import { Problem } from '../../../components/problem.tsx';
import { messages } from '../../../messages.ts';
import { sayMoment } from '../../../say/say-time.ts';
import { DeliveriesDialog } from './deliveries-dialog.tsx';
import { EditWebhookDialog } from './edit-webhook-dialog.tsx';
import { namePattern } from './event-families.ts';
import { RemoveWebhookDialog } from './remove-webhook-dialog.tsx';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';
import { TestFinding } from './test-finding.tsx';
import { useWebhookTest } from './use-webhook-test.ts';
import { WebhookActions, type WebhookDialog } from './webhook-actions.tsx';
import { WebhookStatus } from './webhook-status.tsx';
import type { Webhook } from './webhook.ts';

const { webhooks: said } = messages;
const list = new Intl.ListFormat(undefined, { type: 'conjunction' });

const dialogs = {
  deliveries: DeliveriesDialog,
  edit: EditWebhookDialog,
  rotate: RotateSecretDialog,
  remove: RemoveWebhookDialog,
};

export function WebhookRow({ webhook }: { readonly webhook: Webhook }) {
  const [open, setOpen] = useState<WebhookDialog | null>(null);
  const test = useWebhookTest(webhook);
  const { label, url, events, status } = webhook;
  const Open = open === null ? null : dialogs[open];
  return (
    <li className={status === 'active' ? 'row row-plain' : 'row row-plain row-off'}>
      <div className="row-body">
        <div className="row-title">
          <strong className="wrap-anywhere">{label}</strong>
          <WebhookStatus webhook={webhook} />
        </div>
        <p className="facts">
          <code className="wrap-anywhere">{url}</code>
        </p>
        <p className="facts">
          <span className="wrap-anywhere">
            {events === null ? said.allEvents : list.format(events.map(namePattern))}
          </span>
          <Times webhook={webhook} />
        </p>
        {status === 'disabled' ? <p className="small warned">{said.disabledText}</p> : null}
        <WebhookActions webhook={webhook} test={test} onOpen={setOpen} />
        {test.found === null ? null : <TestFinding found={test.found} />}
        <Problem of={test.problem} />
      </div>
      {Open === null ? null : <Open webhook={webhook} onClose={() => setOpen(null)} />}
    </li>
  );
}

function Times({ webhook }: { readonly webhook: Webhook }) {
  const { failing_since, pending_deliveries, former_secret_until } = webhook;
  return (
    <>
      {pending_deliveries === 0 ? null : <span>{said.pending(pending_deliveries)}</span>}
      {failing_since === null ? null : (
        <span className="warned">{said.failingSince(sayMoment(failing_since))}</span>
      )}
      {former_secret_until === null ? null : (
        <span>
          {said.formerUntil} <Ago at={former_secret_until} />
        </span>
      )}
    </>
  );
}
