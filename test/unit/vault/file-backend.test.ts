import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileNameOf } from '../../../src-proxy/vault/item-files.ts';
import { Secret } from '../../../src-proxy/vault/secret.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { everyFile } from '../../support/every-file.ts';
import { openTestVault, refOf } from '../../support/open-test-vault.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const A = refOf('conn_a');
const B = refOf('conn_b');

async function filledVault() {
  const folder = await temporaryFolder();
  const vault = await openTestVault(folder);
  await vault.write(A, new Secret('key of a'));
  await vault.write(B, new Secret('key of b'));
  return { folder, vault };
}

const pathOf = (folder: string, itemId: string): string =>
  join(folder, 'items', fileNameOf(itemId));

const modeOf = async (path: string): Promise<string> =>
  ((await stat(path)).mode & 0o777).toString(8);

describe('the file vault on the disk', () => {
  it('is open to its owner only', async () => {
    const { folder } = await filledVault();
    const files = Object.keys(await everyFile(folder));
    expect(await modeOf(folder)).toBe('700');
    expect(await modeOf(join(folder, 'items'))).toBe('700');
    expect(await Promise.all(files.map(modeOf))).toEqual(files.map(() => '600'));
  });

  it('closes a folder that was left open to others', async () => {
    const { folder } = await filledVault();
    await chmod(folder, 0o755);
    await openTestVault(folder);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('clears away what an interrupted write left', async () => {
    const { folder } = await filledVault();
    const leftover = join(folder, 'items', `.${fileNameOf('conn_a')}.0123456789ab.tmp`);
    await writeFile(leftover, 'half a box');
    const vault = await openTestVault(folder);
    expect(Object.keys(await everyFile(folder))).not.toContain(leftover);
    expect((await vault.read(A)).expose()).toBe('key of a');
  });

  it('says that a key file protects by file permissions only', async () => {
    const vault = await openTestVault(await temporaryFolder());
    expect((await vault.status()).description).toContain('protected by file permissions only');
  });

  it('does not say so when there is a passphrase', async () => {
    const vault = await openTestVault(await temporaryFolder(), 'correct horse');
    expect(await vault.status()).toMatchObject({
      needsPassphrase: true,
      description: expect.not.stringContaining('permissions'),
    });
  });
});

describe('a file vault that was tampered with', () => {
  it('notices two item files that were swapped', async () => {
    const { folder, vault } = await filledVault();
    await rename(pathOf(folder, 'conn_a'), join(folder, 'aside'));
    await rename(pathOf(folder, 'conn_b'), pathOf(folder, 'conn_a'));
    await rename(join(folder, 'aside'), pathOf(folder, 'conn_b'));
    expect(await errorCodeOf(vault.read(A))).toBe('vault_item_damaged');
    expect(await errorCodeOf(vault.read(B))).toBe('vault_item_damaged');
  });

  it('notices an item file whose own claims were rewritten too', async () => {
    const { folder, vault } = await filledVault();
    const text = await readFile(pathOf(folder, 'conn_b'), 'utf8');
    await writeFile(pathOf(folder, 'conn_a'), text.replace('"conn_b"', '"conn_a"'));
    expect(await errorCodeOf(vault.read(A))).toBe('vault_item_damaged');
  });

  it('does not open an item for another workspace', async () => {
    const { vault } = await filledVault();
    await vault.write(refOf('conn_c', 'work'), new Secret('key of c'));
    expect(await errorCodeOf(vault.read(refOf('conn_a', 'work')))).toBe('vault_item_damaged');
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, -20)],
    ['emptied', () => ''],
    ['changed in its box', (text: string) => text.replace(/"box":"..../, '"box":"AAAA')],
  ])('refuses an item file that was %s, and leaves it as it is', async (_what, damage) => {
    const { folder, vault } = await filledVault();
    const damaged = damage(await readFile(pathOf(folder, 'conn_a'), 'utf8'));
    await writeFile(pathOf(folder, 'conn_a'), damaged);
    expect(await errorCodeOf(vault.read(A))).toBe('vault_item_damaged');
    expect(await readFile(pathOf(folder, 'conn_a'), 'utf8')).toBe(damaged);
    expect((await vault.read(B)).expose()).toBe('key of b');
  });

  it('takes a new key in place of a damaged one', async () => {
    const { folder, vault } = await filledVault();
    await writeFile(pathOf(folder, 'conn_a'), 'damaged');
    await vault.write(A, new Secret('entered again'));
    expect((await vault.read(A)).expose()).toBe('entered again');
  });

  it('tells an item it may not read from one that is missing', async () => {
    const { folder, vault } = await filledVault();
    await rm(pathOf(folder, 'conn_a'));
    await mkdir(pathOf(folder, 'conn_a'));
    expect(await errorCodeOf(vault.read(A))).toBe('vault_read_failed');
    expect(await errorCodeOf(vault.write(A, new Secret('x')))).toBe('vault_write_failed');
  });

  it.each([
    ['master.key', 'not json'],
    ['master.key', '{"format":2,"protection":"file-permissions","masters":{}}'],
    ['master.key', '{"format":1,"protection":"none"}'],
    ['master.key', '{"format":1,"protection":"file-permissions","masters":{"1":"AAAA"}}'],
    [
      'master.key',
      '{"format":1,"protection":"passphrase","scrypt":{"n":1073741824,"r":8,"p":1,"salt":""},"box":""}',
    ],
    ['vault.json', '{"format":9}'],
  ])('does not start on a %s it cannot take for its own', async (file, text) => {
    const { folder } = await filledVault();
    await writeFile(join(folder, file), text);
    const before = await everyFile(folder);
    expect(await errorCodeOf(openTestVault(folder, 'pass'))).toBe('vault_file_unreadable');
    expect(await everyFile(folder)).toEqual(before);
  });
});

describe('a file vault that lost its master', () => {
  it.each(['master.key', 'vault.json'])('makes no new %s where items exist', async (file) => {
    const { folder } = await filledVault();
    await rm(join(folder, file));
    const before = await everyFile(folder);
    expect(await errorCodeOf(openTestVault(folder))).toBe('vault_master_missing');
    expect(await everyFile(folder)).toEqual(before);
  });

  it('opens again when the master key is put back', async () => {
    const { folder } = await filledVault();
    await rename(join(folder, 'master.key'), join(folder, 'aside'));
    await errorCodeOf(openTestVault(folder));
    await rename(join(folder, 'aside'), join(folder, 'master.key'));
    expect((await (await openTestVault(folder)).read(A)).expose()).toBe('key of a');
  });

  it('takes no new key under a master that is gone from the disk', async () => {
    const { folder, vault } = await filledVault();
    await rm(join(folder, 'master.key'));
    expect(await errorCodeOf(vault.write(A, new Secret('new')))).toBe('vault_master_missing');
    expect((await vault.read(A)).expose()).toBe('key of a');
  });

  it('does not call an item missing when the whole vault is', async () => {
    const { folder, vault } = await filledVault();
    await rm(folder, { recursive: true });
    expect(await errorCodeOf(vault.read(A))).toBe('vault_master_missing');
  });
});
