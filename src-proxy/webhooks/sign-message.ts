/** The one place where a webhook's secret is read: it signs here and goes nowhere. */
import type { Secret } from '../vault/secret.ts';
import type { EventMessage } from './event-message.ts';

/**
 * The headers of a message signed with each of the secrets (Standard Webhooks, "Webhook headers"), at the
 * time of the attempt in ms since the epoch.
 */
export async function signMessage(
  { id, body }: EventMessage,
  secrets: readonly Secret[],
  at: number,
): Promise<Readonly<Record<string, string>>> {
  const { Webhook: Signer } = await import('standardwebhooks');
  const time = new Date(at);
  const signatures = secrets.map((secret) => new Signer(secret.expose()).sign(id, time, body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
