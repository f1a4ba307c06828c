import { CircleCheck, CirclePause, CircleX, TriangleAlert } from 'lucide-react';
import { messages } from '../../../messages.ts';
import type { Webhook } from './webhook.ts';

const { statuses } = messages.webhooks;

const marks = {
  active: { Icon: CircleCheck, look: 'valid' },
  failing: { Icon: TriangleAlert, look: 'unreachable' },
  paused: { Icon: CirclePause, look: 'off' },
  disabled: { Icon: CircleX, look: 'invalid' },
};

/** How a webhook is, in a word and a sign. */
export function WebhookStatus({ webhook }: { readonly webhook: Webhook }) {
  const isFailing = webhook.status === 'active' && webhook.failing_since !== null;
  const status = isFailing ? 'failing' : webhook.status;
  const { Icon, look } = marks[status];
  return (
    <span className={`mark mark-${look}`}>
      <Icon size={16} />
      {statuses[status]}
    </span>
  );
}
