import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import type { KeySource } from '../../../src-proxy/vault/key-source.ts';
import { Secret } from '../../../src-proxy/vault/secret.ts';
import type { VaultBackend } from '../../../src-proxy/vault/vault-backend.ts';
import { Vault } from '../../../src-proxy/vault/vault.ts';
import { codeOf, errorCodeOf } from '../../support/error-code.ts';
import { HeldBackend } from '../../support/held-backend.ts';
import { MemoryBackend } from '../../support/memory-backend.ts';
import { openTestVault, refOf } from '../../support/open-test-vault.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const REF = refOf('conn_a');
const ITEM: KeySource = { kind: 'item', ref: REF };
const REFERENCE: KeySource = { kind: 'reference', uri: 'env:MY_KEY', cacheId: 'conn_b' };

function vaultOn(
  backend: VaultBackend,
  resolveReference = async (_uri: string) => new Secret('resolved'),
) {
  return new Vault({ backend, resolveReference, now: () => Date.now() });
}

async function filledVault() {
  const backend = new HeldBackend();
  await backend.write(REF, new Secret('former'));
  return { backend, vault: vaultOn(backend) };
}

async function sealedVault() {
  const backend = await openTestVault(await temporaryFolder(), 'correct horse');
  const vault = vaultOn(backend);
  await vault.write(REF, new Secret('former'));
  return vault;
}

const cachedIn = (vault: Vault, source: KeySource): string | undefined =>
  vault.readCached(source)?.expose();

const valueIn = async (vault: Vault, source: KeySource): Promise<string | undefined> =>
  (await vault.read(source))?.expose();

describe('reading through the vault', () => {
  it('asks the backend once and memory afterwards', async () => {
    const { backend, vault } = await filledVault();
    expect(vault.readCached(ITEM)).toBeNull();
    expect(await valueIn(vault, ITEM)).toBe('former');
    expect(await valueIn(vault, ITEM)).toBe('former');
    expect(cachedIn(vault, ITEM)).toBe('former');
    expect(backend.reads).toBe(1);
  });

  it('asks once for many who ask at once', async () => {
    const { backend, vault } = await filledVault();
    const values = await Promise.all(Array.from({ length: 50 }, () => valueIn(vault, ITEM)));
    expect(new Set(values)).toEqual(new Set(['former']));
    expect(backend.reads).toBe(1);
  });

  it('asks again after a failure', async () => {
    const { vault } = await filledVault();
    const missing: KeySource = { kind: 'item', ref: refOf('conn_later') };
    const both = [errorCodeOf(vault.read(missing)), errorCodeOf(vault.read(missing))];
    expect(await Promise.all(both)).toEqual(['vault_item_missing', 'vault_item_missing']);
    await vault.write(refOf('conn_later'), new Secret('now there'));
    expect(await valueIn(vault, missing)).toBe('now there');
  });

  it('gives null for a connection without a key', async () => {
    const { vault } = await filledVault();
    expect(await vault.read({ kind: 'none' })).toBeNull();
    expect(vault.readCached({ kind: 'none' })).toBeNull();
  });

  it('resolves a reference once and keeps what it gave', async () => {
    const resolve = vi.fn<(uri: string) => Promise<Secret>>(async () => new Secret('resolved'));
    const vault = vaultOn(new MemoryBackend(), resolve);
    expect(await Promise.all([valueIn(vault, REFERENCE), valueIn(vault, REFERENCE)])).toEqual([
      'resolved',
      'resolved',
    ]);
    expect(cachedIn(vault, REFERENCE)).toBe('resolved');
    expect(resolve.mock.calls).toEqual([['env:MY_KEY']]);
  });

  it('takes what a reference gave for that reference only', async () => {
    const vault = vaultOn(new MemoryBackend(), async (uri) => new Secret(`of ${uri}`));
    await vault.read(REFERENCE);
    const changed: KeySource = { kind: 'reference', uri: 'env:OTHER', cacheId: 'conn_b' };
    expect(vault.readCached(changed)).toBeNull();
    expect(await valueIn(vault, changed)).toBe('of env:OTHER');
  });

  it('shows how many keys it has in memory', async () => {
    const { vault } = await filledVault();
    await vault.read(ITEM);
    await vault.read(REFERENCE);
    expect(await vault.status()).toMatchObject({ backend: 'memory', isLocked: false, cached: 2 });
  });
});

describe('changing a key', () => {
  it('is seen by the next read', async () => {
    const { vault } = await filledVault();
    await vault.read(ITEM);
    await vault.write(REF, new Secret('new'));
    expect(vault.readCached(ITEM)).toBeNull();
    expect(await valueIn(vault, ITEM)).toBe('new');
  });

  it('cannot be undone in memory by a read that began before', async () => {
    const { backend, vault } = await filledVault();
    backend.hold();
    const early = valueIn(vault, ITEM);
    await vault.write(REF, new Secret('new'));
    backend.release();
    expect(await early).toBe('former');
    expect(vault.readCached(ITEM)).toBeNull();
    expect(await valueIn(vault, ITEM)).toBe('new');
  });

  it('does not hand an early read to those who ask later', async () => {
    const { backend, vault } = await filledVault();
    backend.hold();
    const early = valueIn(vault, ITEM);
    await vault.write(REF, new Secret('new'));
    const later = valueIn(vault, ITEM);
    backend.release();
    expect(await Promise.all([early, later])).toEqual(['former', 'new']);
    expect(cachedIn(vault, ITEM)).toBe('new');
  });

  it('that fails leaves the former key', async () => {
    const { backend, vault } = await filledVault();
    backend.failure = new AppError('keychain_locked');
    expect(await errorCodeOf(vault.write(REF, new Secret('new')))).toBe('keychain_locked');
    backend.failure = null;
    expect(await valueIn(vault, ITEM)).toBe('former');
  });

  it('by removal leaves nothing in memory', async () => {
    const { vault } = await filledVault();
    await vault.read(ITEM);
    await vault.remove(REF);
    expect(vault.readCached(ITEM)).toBeNull();
    expect(await errorCodeOf(vault.read(ITEM))).toBe('vault_item_missing');
  });

  it('elsewhere can be made known', async () => {
    const { vault } = await filledVault();
    await vault.read(ITEM);
    await vault.read(REFERENCE);
    vault.forget(refOf('conn_b'));
    expect(vault.readCached(REFERENCE)).toBeNull();
    expect(cachedIn(vault, ITEM)).toBe('former');
  });
});

describe('a locked vault', () => {
  it('gives no key, from memory or otherwise', async () => {
    const { vault } = await filledVault();
    await vault.read(ITEM);
    vault.lock();
    expect(() => vault.readCached(ITEM)).toThrow(AppError);
    expect(() => vault.readCached({ kind: 'none' })).toThrow(AppError);
    expect(await errorCodeOf(vault.read(ITEM))).toBe('vault_locked');
    expect(await errorCodeOf(vault.write(REF, new Secret('new')))).toBe('vault_locked');
    expect(await vault.status()).toMatchObject({ isLocked: true, cached: 0 });
  });

  it('still lets a key be removed', async () => {
    const { backend, vault } = await filledVault();
    vault.lock();
    await vault.remove(REF);
    expect(await errorCodeOf(backend.read(REF))).toBe('vault_item_missing');
  });

  it('gives keys again once unlocked, asking the backend anew', async () => {
    const { backend, vault } = await filledVault();
    await vault.read(ITEM);
    vault.lock();
    await vault.unlock();
    expect(vault.readCached(ITEM)).toBeNull();
    expect(await valueIn(vault, ITEM)).toBe('former');
    expect(backend.reads).toBe(2);
  });

  it('refuses a read that was under way when it was locked, and keeps nothing of it', async () => {
    const { backend, vault } = await filledVault();
    backend.hold();
    const reading = errorCodeOf(vault.read(ITEM));
    vault.lock();
    backend.release();
    expect(await reading).toBe('vault_locked');
    await vault.unlock();
    expect(vault.readCached(ITEM)).toBeNull();
  });

  it('keeps nothing of such a read even when it is unlocked before the read ends', async () => {
    const { backend, vault } = await filledVault();
    backend.hold();
    const reading = vault.read(ITEM).then(String, codeOf);
    vault.lock();
    await vault.unlock();
    backend.release();
    await reading;
    expect(vault.readCached(ITEM)).toBeNull();
  });
});

describe('keys in memory', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are read from the backend again after five minutes', async () => {
    const { backend, vault } = await filledVault();
    await vault.read(ITEM);
    vi.setSystemTime(Date.now() + 5 * 60_000 + 1);
    expect(vault.readCached(ITEM)).toBeNull();
    await vault.read(ITEM);
    expect(backend.reads).toBe(2);
  });
});

describe('the passphrase and the master', () => {
  it('are asked for after locking', async () => {
    const vault = await sealedVault();
    vault.lock();
    expect(await errorCodeOf(vault.unlock())).toBe('vault_passphrase_missing');
    expect(await errorCodeOf(vault.unlock(new Secret('wrong')))).toBe('vault_passphrase_wrong');
    expect(vault.isLocked).toBe(true);
    await vault.unlock(new Secret('correct horse'));
    expect(await valueIn(vault, ITEM)).toBe('former');
  });

  it('keep a vault locked from the start when the passphrase was not given', async () => {
    const folder = await temporaryFolder();
    await openTestVault(folder, 'correct horse');
    const vault = vaultOn(await openTestVault(folder));
    expect(vault.isLocked).toBe(true);
    expect(await errorCodeOf(vault.read(ITEM))).toBe('vault_locked');
  });

  it('stay locked when the user locks while the passphrase is being tried', async () => {
    const vault = await sealedVault();
    vault.lock();
    const unlocking = errorCodeOf(vault.unlock(new Secret('correct horse')));
    vault.lock();
    expect(await unlocking).toBe('vault_locked');
    expect(vault.isLocked).toBe(true);
  });

  it('can be rotated and changed where they are Latchport’s own', async () => {
    const vault = await sealedVault();
    expect(await vault.rotateMaster()).toEqual({ version: 2, resealed: 1, left: 0 });
    await vault.setPassphrase(new Secret('battery staple'));
    vault.lock();
    await vault.unlock(new Secret('battery staple'));
    expect(await valueIn(vault, ITEM)).toBe('former');
  });

  it('are none of ours where the system guards the keys', async () => {
    const { vault } = await filledVault();
    expect(await errorCodeOf(vault.rotateMaster())).toBe('vault_master_not_ours');
    expect(await errorCodeOf(vault.setPassphrase(null))).toBe('vault_master_not_ours');
  });

  it('are not touched while locked', async () => {
    const vault = await sealedVault();
    vault.lock();
    expect(await errorCodeOf(vault.rotateMaster())).toBe('vault_locked');
  });
});
