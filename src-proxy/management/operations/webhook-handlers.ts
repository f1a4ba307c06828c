import {
  deleteWebhook,
  pauseWebhook,
  resumeWebhook,
  updateWebhook,
} from '../../webhooks/change-webhook.ts';
import { createWebhook, type MintedWebhook } from '../../webhooks/create-webhook.ts';
import type { ListedDelivery } from '../../webhooks/deliveries.ts';
import { deliveryErrors } from '../../webhooks/delivery.ts';
import { rotateWebhookSecret } from '../../webhooks/rotate-webhook-secret.ts';
import { testWebhook } from '../../webhooks/test-webhook.ts';
import type { Webhook } from '../../webhooks/webhook.ts';
import type { OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';

type WebhookOperation =
  | 'webhooks.list'
  | 'webhooks.show'
  | 'webhooks.create'
  | 'webhooks.update'
  | 'webhooks.rotate_secret'
  | 'webhooks.test'
  | 'webhooks.pause'
  | 'webhooks.resume'
  | 'webhooks.delete'
  | 'webhooks.deliveries';

export function webhookHandlers({
  webhookDeps,
  clock,
}: ManagementDeps): HandlersOf<WebhookOperation> {
  const deps = webhookDeps;
  const { webhooks, deliveries } = deps;
  const view = (webhook: Webhook): OutputOf<'webhooks.show'> =>
    viewWebhook(webhook, deliveries.countPending(webhook.id), clock());
  const viewMinted = ({ webhook, secret }: MintedWebhook): OutputOf<'webhooks.create'> => ({
    ...view(webhook),
    secret,
    shown_once: true,
  });
  return {
    'webhooks.list': () => ({ webhooks: webhooks.list().map(view) }),
    'webhooks.show': ({ webhook }) => view(webhooks.find(webhook)),
    'webhooks.create': async (input, { actor }) =>
      viewMinted(await createWebhook(deps, input, actor)),
    'webhooks.update': ({ webhook, ...change }, { actor }) =>
      view(updateWebhook(deps, webhook, change, actor)),
    'webhooks.rotate_secret': async ({ webhook, grace_seconds }, { actor }) =>
      viewMinted(await rotateWebhookSecret(deps, webhook, grace_seconds, actor)),
    'webhooks.test': async ({ webhook }, { actor }) => {
      const { error, httpStatus, durationMs } = await testWebhook(deps, webhook, actor);
      return {
        is_delivered: error === null,
        http_status: httpStatus,
        error: error === null ? null : deliveryErrors[error],
        duration_ms: durationMs,
      };
    },
    'webhooks.pause': ({ webhook }, { actor }) => view(pauseWebhook(deps, webhook, actor)),
    'webhooks.resume': ({ webhook }, { actor }) => view(resumeWebhook(deps, webhook, actor)),
    'webhooks.delete': async ({ webhook }, { actor }) => {
      await deleteWebhook(deps, webhook, actor);
      return undefined;
    },
    'webhooks.deliveries': ({ webhook, limit, before_id }) => {
      const listed = deliveries.list(webhooks.find(webhook).id, limit, before_id);
      const last = listed.length === limit ? listed.at(-1) : undefined;
      return { deliveries: listed.map(viewDelivery), next_before_id: last?.id ?? null };
    },
  };
}

function viewWebhook(
  webhook: Webhook,
  pendingDeliveries: number,
  now: number,
): OutputOf<'webhooks.show'> {
  const until = webhook.formerSecretUntil;
  return {
    id: webhook.id,
    label: webhook.label,
    url: webhook.url.replace(/\?.*$/, '?...'),
    events: webhook.events === null ? null : [...webhook.events],
    status: webhook.status,
    pending_deliveries: pendingDeliveries,
    failing_since: isoTimeOrNull(webhook.failingSince),
    created_at: isoTime(webhook.createdAt),
    rotated_at: isoTimeOrNull(webhook.rotatedAt),
    former_secret_until: until !== null && now < until ? isoTime(until) : null,
  };
}

const viewDelivery = (
  delivery: ListedDelivery,
): OutputOf<'webhooks.deliveries'>['deliveries'][number] => ({
  id: delivery.id,
  event_id: delivery.eventId,
  event_type: delivery.eventType,
  status: delivery.status,
  attempts: delivery.attempts,
  next_attempt_at: isoTimeOrNull(delivery.nextAttemptAt),
  last_attempt_at: isoTimeOrNull(delivery.lastAttemptAt),
  http_status: delivery.httpStatus,
  error: delivery.error === null ? null : deliveryErrors[delivery.error],
  duration_ms: delivery.durationMs,
});
