import type { Actor } from '../events/event.ts';
import { attemptDelivery, type Attempt, type AttemptParts } from './attempt-delivery.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { describeWebhook } from './webhook.ts';

/**
 * Sends an event of the type `webhook.tested` now and once, also to a webhook that is paused or wants other
 * events, and tells what came of it.
 * @throws webhook_not_found, vault_*
 */
export async function testWebhook(
  deps: WebhookDeps & AttemptParts,
  name: string,
  actor: Actor,
): Promise<Attempt> {
  const { webhooks, deliveries, events, clock } = deps;
  const webhook = webhooks.find(name);
  const event = events.append({
    type: 'webhook.tested',
    actor,
    subjectId: webhook.id,
    data: describeWebhook(webhook),
  });
  const delivery = deliveries.insertTest(webhook.id, event.id);
  const attempt = await attemptDelivery(deps, webhook, event);
  deliveries.record({
    ...delivery,
    status: attempt.error === null ? 'delivered' : 'failed',
    attempts: 1,
    lastAttemptAt: clock(),
    httpStatus: attempt.httpStatus,
    error: attempt.error,
    durationMs: attempt.durationMs,
  });
  return attempt;
}
