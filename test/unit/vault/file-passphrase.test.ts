import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src-proxy/vault/secret.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { everyFile } from '../../support/every-file.ts';
import { openTestVault, refOf } from '../../support/open-test-vault.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const A = refOf('conn_a');

async function vaultWith(passphrase?: string) {
  const folder = await temporaryFolder();
  const vault = await openTestVault(folder, passphrase);
  await vault.write(A, new Secret('key of a'));
  return { folder, vault };
}

const sealedVault = () => vaultWith('correct horse');

describe('a file vault with a passphrase', () => {
  it('does not open with another one, and changes nothing', async () => {
    const { folder } = await sealedVault();
    const before = await everyFile(folder);
    expect(await errorCodeOf(openTestVault(folder, 'wrong'))).toBe('vault_passphrase_wrong');
    expect(await everyFile(folder)).toEqual(before);
  });

  it('opens locked without it, and says what it needs', async () => {
    const { folder } = await sealedVault();
    const vault = await openTestVault(folder);
    expect(await vault.status()).toMatchObject({ isLocked: true, needsPassphrase: true });
    expect(await errorCodeOf(vault.read(A))).toBe('vault_passphrase_missing');
    expect(await errorCodeOf(vault.write(A, new Secret('x')))).toBe('vault_passphrase_missing');
    await vault.unlock(new Secret('correct horse'));
    expect((await vault.read(A)).expose()).toBe('key of a');
  });

  it('asks for it again after it was locked', async () => {
    const { vault } = await sealedVault();
    vault.lock();
    expect(await errorCodeOf(vault.read(A))).toBe('vault_passphrase_missing');
    expect(await errorCodeOf(vault.unlock())).toBe('vault_passphrase_missing');
    expect(await errorCodeOf(vault.unlock(new Secret('wrong')))).toBe('vault_passphrase_wrong');
    expect(vault.isLocked).toBe(true);
    await vault.unlock(new Secret('correct horse'));
    expect((await vault.read(A)).expose()).toBe('key of a');
  });

  it('takes it however the keyboard composes its letters', async () => {
    const folder = await temporaryFolder();
    await openTestVault(folder, 'caf\u00e9');
    expect((await openTestVault(folder, 'cafe\u0301')).isLocked).toBe(false);
  });

  it('does not count an empty one as one', async () => {
    expect(await errorCodeOf(openTestVault(await temporaryFolder(), ''))).toBe(
      'vault_passphrase_missing',
    );
  });

  it('changes it without touching the items', async () => {
    const { folder, vault } = await sealedVault();
    await vault.setPassphrase(new Secret('battery staple'));
    expect(await errorCodeOf(openTestVault(folder, 'correct horse'))).toBe(
      'vault_passphrase_wrong',
    );
    const later = await openTestVault(folder, 'battery staple');
    expect((await later.read(A)).expose()).toBe('key of a');
  });

  it('can give it up', async () => {
    const { folder, vault } = await sealedVault();
    await vault.setPassphrase(null);
    expect((await (await openTestVault(folder)).read(A)).expose()).toBe('key of a');
  });

  it('cannot be given another one while it is locked', async () => {
    const { vault } = await sealedVault();
    vault.lock();
    expect(await errorCodeOf(vault.setPassphrase(new Secret('mine now')))).toBe(
      'vault_passphrase_missing',
    );
  });
});

describe('a file vault with a key file', () => {
  it('is protected by a passphrase from the moment it is opened with one', async () => {
    const { folder } = await vaultWith();
    const vault = await openTestVault(folder, 'correct horse');
    expect((await vault.status()).needsPassphrase).toBe(true);
    expect(await readFile(join(folder, 'master.key'), 'utf8')).not.toContain('"masters"');
    expect((await openTestVault(folder)).isLocked).toBe(true);
  });

  it('refuses while locked and unlocks without a passphrase', async () => {
    const { vault } = await vaultWith();
    vault.lock();
    expect(await errorCodeOf(vault.read(A))).toBe('vault_locked');
    await vault.unlock();
    expect((await vault.read(A)).expose()).toBe('key of a');
  });

  it('keeps the first items of many workspaces written at once', async () => {
    const folder = await temporaryFolder();
    const vault = await openTestVault(folder);
    const refs = ['__proto__', 'constructor', 'w1', 'w2', 'w3'].map((w) => refOf(`conn_${w}`, w));
    await Promise.all(refs.map((ref) => vault.write(ref, new Secret(ref.workspaceId))));
    const later = await openTestVault(folder);
    const found = await Promise.all(refs.map(async (ref) => (await later.read(ref)).expose()));
    expect(found).toEqual(refs.map((ref) => ref.workspaceId));
  });
});
