import { homePaths } from './config.ts';
import { keySourceOf } from './connections/key-source-of.ts';
import type { Connections } from './connections/connections.ts';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';
import type { VaultMove } from './management/management-deps.ts';
import type { Settings } from './store/settings.ts';
import { openBackend, type BackendName } from './vault/open-vault.ts';
import type { Secret } from './vault/secret.ts';
import type { Vault } from './vault/vault.ts';
import type { WebhookDeps } from './webhooks/webhook-deps.ts';
import { secretRefs } from './webhooks/webhook.ts';

interface MoveParts {
  readonly vault: Vault;
  readonly connections: Connections;
  readonly settings: Settings;
  readonly reporting: { readonly webhookDeps: Pick<WebhookDeps, 'webhooks'> };
  readonly log: Log;
}

/**
 * Copies every provider key and webhook secret to the other backend, verifies, remembers the choice, then erases.
 * @throws vault_move_failed; everything is then where it was
 */
export async function moveVault(
  to: BackendName,
  passphrase: Secret | null,
  home: string,
  { vault, connections, settings, reporting, log }: MoveParts,
): Promise<VaultMove> {
  // Before the other backend is opened: of the file vault there can be only one at a time.
  if ((await vault.status()).backend === to) {
    throw new AppError('vault_move_failed', { reason: `the keys are in the ${to} vault already` });
  }
  const keys = connections
    .list()
    .map(keySourceOf)
    .flatMap((source) => (source.kind === 'item' ? [source.ref] : []));
  const refs = [...keys, ...reporting.webhookDeps.webhooks.list().flatMap(secretRefs)];
  const backend = await openBackend(to, { folder: homePaths(home).vault, passphrase, log });
  const commit = (): void => settings.set('vault.backend', to);
  const notErased = await vault.moveTo(backend, { refs, commit });
  return { moved: refs.length, notErased: notErased.length };
}
