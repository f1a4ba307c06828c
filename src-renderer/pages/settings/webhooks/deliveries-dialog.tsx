import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../src-proxy/management/contract.ts';
import { Ago } from '../../../components/ago.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Problem } from '../../../components/problem.tsx';
import { messages } from '../../../messages.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { DeliveryItem } from './delivery-item.tsx';
import type { Webhook } from './webhook.ts';

const { log: said } = messages.webhooks;

const PAGE = 50;
const MOST = 500;
/** Deliveries are no events of their own, so they are asked for while they are looked at. */
const REFRESH_MS = 2000;

interface DeliveriesDialogProps {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

/** What was sent, newest first, and what came of it. */
export function DeliveriesDialog({ webhook, onClose }: DeliveriesDialogProps) {
  const [limit, setLimit] = useState(PAGE);
  const { data, error, refetch } = useOperation('webhooks.deliveries', {
    webhook: webhook.id,
    limit,
  });
  useEffect(() => {
    const timer = setInterval(() => void refetch(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [refetch]);
  const canShowMore = data !== undefined && data.next_before_id !== null && limit < MOST;
  return (
    <Dialog
      title={said.title(webhook.label)}
      text={<Text webhook={webhook} />}
      isWide
      isHeld={false}
      onClose={onClose}
    >
      <Problem of={error} />
      {data?.deliveries.length === 0 ? <p className="soft">{said.empty}</p> : null}
      <Log deliveries={data?.deliveries ?? []} />
      <div className="buttons buttons-end">
        {canShowMore ? (
          <Button onClick={() => setLimit(Math.min(limit * 2, MOST))}>{said.more}</Button>
        ) : null}
        <Button look="primary" onClick={onClose}>
          {messages.words.close}
        </Button>
      </div>
    </Dialog>
  );
}

function Text({ webhook: { failing_since } }: Pick<DeliveriesDialogProps, 'webhook'>) {
  if (failing_since === null) return said.text;
  return (
    <p className="warned">
      {said.failing} <Ago at={failing_since} />. {said.failingText}
    </p>
  );
}

type Deliveries = OutputOf<'webhooks.deliveries'>['deliveries'];

function Log({ deliveries }: { readonly deliveries: Deliveries }) {
  if (deliveries.length === 0) return null;
  return (
    <ul className="deliveries" aria-label={said.label}>
      {deliveries.map((delivery) => (
        <DeliveryItem key={delivery.id} delivery={delivery} />
      ))}
    </ul>
  );
}
