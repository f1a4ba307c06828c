import type { Actor } from '../events/event.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { checkEventPatterns, checkWebhookLabel, checkWebhookUrl } from './webhook-settings.ts';
import { describeWebhook, secretRefs, type Webhook } from './webhook.ts';

/** What is left out stays. */
export interface WebhookChange {
  readonly label?: string | undefined;
  readonly url?: string | undefined;
  readonly events?: readonly string[] | null | undefined;
}

/** @throws webhook_not_found, field_invalid, webhook_url_refused, webhook_label_taken */
export function updateWebhook(
  deps: WebhookDeps,
  name: string,
  { label, url, events }: WebhookChange,
  actor: Actor,
): Webhook {
  const former = deps.webhooks.find(name);
  const changed: Webhook = {
    ...former,
    ...(label === undefined ? {} : { label: checkWebhookLabel(deps.webhooks, label, former.id) }),
    ...(url === undefined ? {} : { url: checkWebhookUrl(url, deps.isOwnAddress) }),
    ...(events === undefined ? {} : { events: checkEventPatterns(events) }),
  };
  if (changed.url !== former.url) deps.deliveries.hasten(former.id, deps.clock());
  return saveLogged(deps, changed, 'webhook.updated', actor);
}

/** Nothing is sent until resumed; what happens meanwhile is sent then. Pausing twice is fine. @throws webhook_not_found */
export function pauseWebhook(deps: WebhookDeps, name: string, actor: Actor): Webhook {
  const former = deps.webhooks.find(name);
  if (former.status !== 'active') return former;
  return saveLogged(deps, { ...former, status: 'paused' }, 'webhook.paused', actor);
}

/**
 * Sends again. One that was disabled by the engine begins anew: what happened since is not sent.
 * @throws webhook_not_found
 */
export function resumeWebhook(deps: WebhookDeps, name: string, actor: Actor): Webhook {
  const former = deps.webhooks.find(name);
  if (former.status === 'active') return former;
  if (former.status === 'disabled') deps.deliveries.begin(former.id);
  deps.deliveries.hasten(former.id, deps.clock());
  const resumed: Webhook = { ...former, status: 'active', failingSince: null };
  return saveLogged(deps, resumed, 'webhook.resumed', actor);
}

/** Ends it with what is still to be sent, and erases its secret. @throws webhook_not_found */
export async function deleteWebhook(deps: WebhookDeps, name: string, actor: Actor): Promise<void> {
  const { webhooks, events, keyItems } = deps;
  const webhook = webhooks.find(name);
  events.appendWith(
    { type: 'webhook.deleted', actor, subjectId: webhook.id, data: describeWebhook(webhook) },
    (append) =>
      webhooks.remove(webhook.id, () => {
        append();
        for (const ref of secretRefs(webhook)) keyItems.note(ref);
      }),
  );
  await keyItems.eraseNoted();
}

function saveLogged(
  { webhooks, events }: WebhookDeps,
  webhook: Webhook,
  type: 'webhook.updated' | 'webhook.paused' | 'webhook.resumed',
  actor: Actor,
): Webhook {
  events.appendWith(
    { type, actor, subjectId: webhook.id, data: describeWebhook(webhook) },
    (append) => webhooks.save(webhook, append),
  );
  return webhook;
}
