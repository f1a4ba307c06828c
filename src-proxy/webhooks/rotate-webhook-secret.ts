import type { Actor } from '../events/event.ts';
import { Secret } from '../vault/secret.ts';
import { PERSONAL_WORKSPACE } from '../store/ensure-workspace.ts';
import type { MintedWebhook } from './create-webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { mintWebhookSecret } from './webhook-secret.ts';
import { describeWebhook, secretRef, type Webhook } from './webhook.ts';

/**
 * Replaces the secret. For the grace asked for the former one signs too, so that the receiver can change over
 * without losing a message (Standard Webhooks, "Webhook headers": a list of signatures); a still earlier one
 * ends in any case.
 *
 * @throws webhook_not_found, vault_*
 */
export async function rotateWebhookSecret(
  deps: WebhookDeps,
  name: string,
  graceSeconds: number,
  actor: Actor,
): Promise<MintedWebhook> {
  const { webhooks, events, keyItems } = deps;
  const { id, secretVersion } = webhooks.find(name);
  const next = keyItems.nextVersion({
    id,
    keyVersion: secretVersion,
    workspaceId: PERSONAL_WORKSPACE,
  });
  const secret = mintWebhookSecret();
  const webhook = await keyItems.put(secretRef({ id }, next), new Secret(secret), (settle) => {
    // As it is now: it may have been changed while the vault was writing.
    const former = webhooks.find(id);
    const now = deps.clock();
    const rotated: Webhook = {
      ...former,
      secretVersion: next,
      formerSecretVersion: graceSeconds > 0 ? former.secretVersion : null,
      formerSecretUntil: graceSeconds > 0 ? now + graceSeconds * 1000 : null,
      rotatedAt: now,
    };
    const ended = [former.formerSecretVersion, graceSeconds > 0 ? null : former.secretVersion];
    events.appendWith(
      {
        type: 'webhook.rotated',
        actor,
        subjectId: id,
        data: { ...describeWebhook(rotated), graceSeconds },
      },
      (append) =>
        webhooks.save(rotated, () => {
          append();
          settle();
          for (const version of ended)
            if (version !== null) keyItems.note(secretRef(former, version));
        }),
    );
    return rotated;
  });
  await keyItems.eraseNoted();
  return { webhook, secret };
}

/** Erases the former secret of those whose grace is over. */
export async function endFormerSecrets({ webhooks, keyItems, clock }: WebhookDeps): Promise<void> {
  const over = webhooks
    .list()
    .filter(({ formerSecretUntil }) => formerSecretUntil !== null && clock() >= formerSecretUntil);
  for (const webhook of over) {
    const { formerSecretVersion } = webhook;
    webhooks.save({ ...webhook, formerSecretVersion: null, formerSecretUntil: null }, () => {
      if (formerSecretVersion !== null) keyItems.note(secretRef(webhook, formerSecretVersion));
    });
  }
  if (over.length > 0) await keyItems.eraseNoted();
}
