import { z } from 'zod';
import { noContent, operation } from './operation.ts';
import { count, line, name, pageLimit, time } from './scalars.ts';

const eventPatterns = z.array(z.string().min(1).max(64)).max(64);

/** An address that is told of events; its secret is never shown. */
const webhook = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** What stands behind `?` is hidden: it may be a token. */
  url: z.string(),
  /** Types of events such as `virtual_key.revoked` or `budget.*`; null: all. */
  events: z.array(z.string()).nullable(),
  /** `disabled`: by the engine, since its receiver was gone or away for days. */
  status: z.enum(['active', 'paused', 'disabled']),
  pending_deliveries: count,
  /** Since when every attempt has failed; null: the last one did not. */
  failing_since: time.nullable(),
  created_at: time,
  rotated_at: time.nullable(),
  /** Until when the secret before the last rotation signs too; null: it does not. */
  former_secret_until: time.nullable(),
});

/** The only shape that carries the secret itself. */
const mintedWebhook = webhook.extend({ secret: z.string(), shown_once: z.literal(true) });

const delivery = z.strictObject({
  id: count,
  event_id: count,
  event_type: z.string(),
  status: z.enum(['pending', 'delivered', 'failed']),
  attempts: count,
  next_attempt_at: time.nullable(),
  last_attempt_at: time.nullable(),
  http_status: count.nullable(),
  /** Why the last attempt failed; null: it did not. */
  error: z.string().nullable(),
  duration_ms: count.nullable(),
});

/** Which webhook: by id or label. */
const which = z.strictObject({ webhook: name });

const url = z.string().min(1).max(2048);

export const webhookOperations = {
  'webhooks.list': operation({
    method: 'GET',
    path: '/webhooks',
    summary: 'All webhooks, oldest first.',
    input: z.strictObject({}),
    output: z.strictObject({ webhooks: z.array(webhook) }),
  }),
  'webhooks.show': operation({
    method: 'GET',
    path: '/webhooks/{webhook}',
    summary: 'One webhook.',
    input: which,
    output: webhook,
  }),
  'webhooks.create': operation({
    method: 'POST',
    path: '/webhooks',
    summary:
      'Tells an address of events, signed by the Standard Webhooks scheme with the secret shown this once.',
    input: z.strictObject({
      label: line,
      url,
      /** Null: all. */
      events: eventPatterns.nullable().default(null),
    }),
    output: mintedWebhook,
    isSecretBearing: true,
  }),
  'webhooks.update': operation({
    method: 'PATCH',
    path: '/webhooks/{webhook}',
    summary: 'Changes where a webhook goes and what it is told of; what is left out stays.',
    input: which.extend({
      label: line.exactOptional(),
      url: url.exactOptional(),
      events: eventPatterns.nullable().exactOptional(),
    }),
    output: webhook,
  }),
  'webhooks.rotate_secret': operation({
    method: 'POST',
    path: '/webhooks/{webhook}/rotate',
    summary: 'Replaces the secret; the former one signs too for the grace asked for.',
    input: which.extend({ grace_seconds: z.int().min(0).max(604_800).default(86_400) }),
    output: mintedWebhook,
    isSecretBearing: true,
  }),
  'webhooks.test': operation({
    method: 'POST',
    path: '/webhooks/{webhook}/test',
    summary: 'Sends a test event now, once.',
    input: which,
    output: z.strictObject({
      is_delivered: z.boolean(),
      http_status: count.nullable(),
      error: z.string().nullable(),
      duration_ms: count,
    }),
    isSecretBearing: true,
  }),
  'webhooks.pause': operation({
    method: 'POST',
    path: '/webhooks/{webhook}/pause',
    summary: 'Sends nothing until resumed; what happens meanwhile is sent then.',
    input: which,
    output: webhook,
  }),
  'webhooks.resume': operation({
    method: 'POST',
    path: '/webhooks/{webhook}/resume',
    summary: 'Sends again, also where the engine had given up.',
    input: which,
    output: webhook,
  }),
  'webhooks.delete': operation({
    method: 'DELETE',
    path: '/webhooks/{webhook}',
    summary: 'Ends a webhook with what is still to be sent, and erases its secret.',
    input: which,
    output: noContent,
    isSecretBearing: true,
  }),
  'webhooks.deliveries': operation({
    method: 'GET',
    path: '/webhooks/{webhook}/deliveries',
    summary: 'What was sent to a webhook, newest first, and what came of it. Kept for 30 days.',
    input: which.extend({
      before_id: z.coerce.number<number>().int().min(1).exactOptional(),
      limit: pageLimit,
    }),
    output: z.strictObject({
      deliveries: z.array(delivery),
      next_before_id: count.nullable(),
    }),
  }),
};
