import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import { Secret } from '../vault/secret.ts';
import { randomBase62 } from '../virtual-keys/mint-key.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { mintWebhookSecret } from './webhook-secret.ts';
import { checkEventPatterns, checkWebhookLabel, checkWebhookUrl } from './webhook-settings.ts';
import { describeWebhook, secretRef, type Webhook } from './webhook.ts';

const MAX_WEBHOOKS = 32;

export interface NewWebhook {
  readonly label: string;
  readonly url: string;
  readonly events: readonly string[] | null;
}

/** The only moments a secret is seen in full. */
export interface MintedWebhook {
  readonly webhook: Webhook;
  readonly secret: string;
}

/** @throws field_invalid, webhook_url_refused, webhook_label_taken, webhook_limit, vault_* */
export async function createWebhook(
  deps: WebhookDeps,
  input: NewWebhook,
  actor: Actor,
): Promise<MintedWebhook> {
  const { webhooks, events, keyItems } = deps;
  if (webhooks.list().length >= MAX_WEBHOOKS) {
    throw new AppError('webhook_limit', { max: MAX_WEBHOOKS });
  }
  const webhook: Webhook = {
    id: `wh_${randomBase62(16)}`,
    label: checkWebhookLabel(webhooks, input.label),
    url: checkWebhookUrl(input.url, deps.isOwnAddress),
    events: checkEventPatterns(input.events),
    status: 'active',
    secretVersion: 1,
    formerSecretVersion: null,
    formerSecretUntil: null,
    failingSince: null,
    createdAt: deps.clock(),
    rotatedAt: null,
  };
  const secret = mintWebhookSecret();
  await keyItems.put(secretRef(webhook, 1), new Secret(secret), (settle) => {
    // Another may have taken the label while the vault was writing.
    checkWebhookLabel(webhooks, webhook.label);
    events.appendWith(
      {
        type: 'webhook.created',
        actor,
        subjectId: webhook.id,
        data: describeWebhook(webhook),
      },
      (append) =>
        webhooks.save(webhook, () => {
          append();
          settle();
          deps.deliveries.begin(webhook.id);
        }),
    );
  });
  return { webhook, secret };
}
