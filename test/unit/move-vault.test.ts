import { expect, test } from 'vitest';
import { createLog } from '../../src-proxy/log.ts';
import { moveVault } from '../../src-proxy/move-vault.ts';
import { Connections } from '../../src-proxy/connections/connections.ts';
import { Settings } from '../../src-proxy/store/settings.ts';
import { Secret } from '../../src-proxy/vault/secret.ts';
import { Vault } from '../../src-proxy/vault/vault.ts';
import { secretRef, type Webhook } from '../../src-proxy/webhooks/webhook.ts';
import { Webhooks } from '../../src-proxy/webhooks/webhooks.ts';
import { MemoryBackend } from '../support/memory-backend.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const webhook: Webhook = {
  id: 'wh_1',
  label: 'alerts',
  url: 'https://example.com/',
  events: null,
  status: 'active',
  secretVersion: 2,
  formerSecretVersion: 1,
  formerSecretUntil: 9_999_999_999_999,
  failingSince: null,
  createdAt: 1,
  rotatedAt: 2,
};

test('the secrets of webhooks move with the provider keys', async () => {
  const store = await openTestStore();
  const backend = new MemoryBackend();
  const vault = new Vault({
    backend,
    resolveReference: async (uri) => new Secret(uri),
    now: Date.now,
  });
  await vault.write(secretRef(webhook, 1), new Secret('whsec_former'));
  await vault.write(secretRef(webhook, 2), new Secret('whsec_present'));
  const webhooks = new Webhooks(store);
  webhooks.save(webhook);
  const moved = await moveVault('file', null, await temporaryFolder(), {
    vault,
    connections: new Connections(store),
    settings: new Settings(store),
    reporting: { webhookDeps: { webhooks } },
    log: createLog('silent', () => undefined),
  });
  expect(moved).toEqual({ moved: 2, notErased: 0 });
  const read = await vault.read({ kind: 'item', ref: secretRef(webhook, 2) });
  expect(read?.expose()).toBe('whsec_present');
  await expect(backend.read(secretRef(webhook, 2))).rejects.toMatchObject({
    code: 'vault_item_missing',
  });
});
