import { CircleCheck, CircleX, Clock } from 'lucide-react';
import type { OutputOf } from '../../../../src-proxy/management/contract.ts';
import { Ago } from '../../../components/ago.tsx';
import { messages } from '../../../messages.ts';
import { sayDuration } from '../../../say/say-time.ts';
import { namePattern } from './event-families.ts';

const { log: said } = messages.webhooks;

const marks = {
  delivered: { Icon: CircleCheck, look: 'valid' },
  failed: { Icon: CircleX, look: 'invalid' },
  pending: { Icon: Clock, look: 'unreachable' },
};

type Delivery = OutputOf<'webhooks.deliveries'>['deliveries'][number];

export function DeliveryItem({ delivery }: { readonly delivery: Delivery }) {
  const { event_type, status, attempts, next_attempt_at, last_attempt_at, error } = delivery;
  const { Icon, look } = marks[status];
  return (
    <li>
      <span className={`mark mark-${look}`}>
        <Icon size={15} />
        {said.statuses[status]}
      </span>
      <div>
        <p>
          {namePattern(event_type)} <code className="small soft">{event_type}</code>
        </p>
        <p className="facts">
          {last_attempt_at === null ? null : <Ago at={last_attempt_at} />}
          <span>{said.attempts(attempts)}</span>
          <Answer delivery={delivery} />
          {next_attempt_at === null ? null : (
            <span>
              {said.next} <Ago at={next_attempt_at} />
            </span>
          )}
        </p>
        {error === null ? null : <p className="small warned">{error}</p>}
      </div>
    </li>
  );
}

function Answer({ delivery: { http_status, duration_ms } }: { readonly delivery: Delivery }) {
  if (http_status === null || duration_ms === null) return null;
  return <span className="number">{said.answered(http_status, sayDuration(duration_ms))}</span>;
}
