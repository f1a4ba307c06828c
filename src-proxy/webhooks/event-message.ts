import type { LoggedEvent } from '../events/event.ts';
import type { Webhook } from './webhook.ts';

export interface EventMessage {
  /** The same at every attempt, and at no other event or webhook. */
  readonly id: string;
  readonly body: string;
}

/**
 * An event as it is sent (Standard Webhooks, "Payload structure"): its type, when it happened, and what the
 * audit log says of it - ids, labels, previews and counts; never a key, never content.
 */
export function eventMessage({ id }: Pick<Webhook, 'id'>, event: LoggedEvent): EventMessage {
  const payload = {
    type: event.type,
    timestamp: new Date(event.at).toISOString(),
    data: {
      event_id: event.id,
      actor: event.actor,
      actor_id: event.actorId,
      subject_id: event.subjectId,
      facts: event.data,
    },
  };
  return { id: `msg_${id.replace(/^wh_/, '')}_${event.id}`, body: JSON.stringify(payload) };
}
