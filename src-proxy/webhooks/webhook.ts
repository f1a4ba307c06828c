import { PERSONAL_WORKSPACE } from '../store/ensure-workspace.ts';
import type { VaultRef } from '../vault/vault-backend.ts';

/** `disabled`: by the engine, since its receiver is gone. */
export type WebhookStatus = 'active' | 'paused' | 'disabled';

/** An address that is told of events. Its secret is in the vault. Times are ms since the epoch. */
export interface Webhook {
  readonly id: string;
  readonly label: string;
  readonly url: string;
  /** Patterns of event types: `virtual_key.revoked`, `budget.*`; null: all. */
  readonly events: readonly string[] | null;
  readonly status: WebhookStatus;
  readonly secretVersion: number;
  /** The secret before the last rotation, which signs too for a while. */
  readonly formerSecretVersion: number | null;
  readonly formerSecretUntil: number | null;
  /** Since when every attempt has failed; null: the last one did not. */
  readonly failingSince: number | null;
  readonly createdAt: number;
  readonly rotatedAt: number | null;
}

/** The vault item of one version of a webhook's secret. */
export const secretRef = ({ id }: Pick<Webhook, 'id'>, version: number): VaultRef => ({
  workspaceId: PERSONAL_WORKSPACE,
  itemId: `${id}.v${version}`,
});

/** Where its secrets are: the present one first. */
export const secretRefs = (webhook: Webhook): readonly VaultRef[] =>
  [webhook.secretVersion, webhook.formerSecretVersion].flatMap((version) =>
    version === null ? [] : [secretRef(webhook, version)],
  );

/** What events say of a webhook: its address may hold a token, so only where it leads. */
export const describeWebhook = ({
  label,
  url,
}: Pick<Webhook, 'label' | 'url'>): Readonly<Record<string, string>> => ({
  label,
  origin: new URL(url).origin,
});
