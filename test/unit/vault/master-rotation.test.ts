import { execFileSync } from 'node:child_process';
import { constants, cpSync } from 'node:fs';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fileNameOf } from '../../../src-proxy/vault/item-files.ts';
import { Secret } from '../../../src-proxy/vault/secret.ts';
import type { Progress, VaultBackend } from '../../../src-proxy/vault/vault-backend.ts';
import { codeOf, errorCodeOf } from '../../support/error-code.ts';
import { inTurn } from '../../support/in-turn.ts';
import { openTestVault, refOf } from '../../support/open-test-vault.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const IDS = Array.from({ length: 8 }, (_, index) => `conn_${index}`);

async function filledVault(passphrase?: string) {
  const folder = await temporaryFolder();
  const vault = await openTestVault(folder, passphrase);
  await inTurn(IDS, (id) => vault.write(refOf(id), new Secret(`key of ${id}`)));
  return { folder, vault };
}

const valuesIn = (vault: VaultBackend): Promise<readonly string[]> =>
  Promise.all(IDS.map(async (id) => (await vault.read(refOf(id))).expose()));

const allKeys = IDS.map((id) => `key of ${id}`);

async function mastersIn(folder: string): Promise<readonly string[]> {
  const file: { masters: Record<string, string> } = JSON.parse(
    await readFile(join(folder, 'master.key'), 'utf8'),
  );
  return Object.keys(file.masters);
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const pathOf = (folder: string, itemId: string): string =>
  join(folder, 'items', fileNameOf(itemId));

describe('the rotation of the master key', () => {
  it('seals every item anew and erases the old master', async () => {
    const { folder, vault } = await filledVault();
    const [oldKey] = Object.values<string>(
      JSON.parse(await readFile(join(folder, 'master.key'), 'utf8')).masters,
    );
    expect(await vault.rotate()).toEqual({ version: 2, resealed: IDS.length, left: 0 });
    expect(await valuesIn(vault)).toEqual(allKeys);
    expect(await mastersIn(folder)).toEqual(['2']);
    expect(await readFile(join(folder, 'master.key'), 'utf8')).not.toContain(oldKey);
    expect(await readFile(pathOf(folder, 'conn_0'), 'utf8')).toContain('"masterVersion":2');
  });

  it('says how far it is', async () => {
    const { vault } = await filledVault();
    const onProgress = vi.fn<(progress: Progress) => void>();
    await vault.rotate(onProgress);
    expect(onProgress.mock.calls.map(([progress]) => progress)).toEqual(
      IDS.map((_, index) => ({ done: index + 1, total: IDS.length })),
    );
  });

  it('holds over a restart, with a passphrase too', async () => {
    const { folder, vault } = await filledVault('correct horse');
    await vault.rotate();
    const later = await openTestVault(folder, 'correct horse');
    expect(await valuesIn(later)).toEqual(allKeys);
  });

  it('can be done again and again, two at once as well', async () => {
    const { folder, vault } = await filledVault();
    const results = await Promise.all([vault.rotate(), vault.rotate(), vault.rotate()]);
    expect(results.map(({ version }) => version)).toEqual([2, 3, 4]);
    expect(await mastersIn(folder)).toEqual(['4']);
    expect(await valuesIn(vault)).toEqual(allKeys);
  });

  it('loses no read, write or removal that happens meanwhile', async () => {
    const id = fc.constantFrom(...IDS);
    const step = fc.record({ id, does: fc.constantFrom('read', 'write', 'remove') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const { folder, vault } = await filledVault();
        const table = new Map(IDS.map((name) => [name, `key of ${name}`]));
        const rotation = vault.rotate();
        await inTurn(steps.entries(), async ([index, { id: name, does }]) => {
          if (does === 'write') {
            table.set(name, `new ${index}`);
            await vault.write(refOf(name), new Secret(`new ${index}`));
          } else if (does === 'remove') {
            table.set(name, 'vault_item_missing');
            await vault.remove(refOf(name));
          }
          const found = await vault.read(refOf(name)).then((s) => s.expose(), codeOf);
          expect(found).toBe(table.get(name));
        });
        await rotation;
        const later = await openTestVault(folder);
        const found = await Promise.all(
          IDS.map((name) => later.read(refOf(name)).then((s) => s.expose(), codeOf)),
        );
        expect(found).toEqual(IDS.map((name) => table.get(name)));
        expect(await mastersIn(folder)).toEqual(['2']);
      }),
      { numRuns: 15 },
    );
  });

  it('keeps new items whose writes began at any moment of it', async () => {
    const { folder, vault } = await filledVault();
    const rotations = Promise.all([vault.rotate(), vault.rotate(), vault.rotate()]);
    const ids = Array.from({ length: 150 }, (_, index) => `conn_new_${index}`);
    const writes: Promise<void>[] = [];
    await inTurn(ids, async (id) => {
      writes.push(vault.write(refOf(id), new Secret(`key of ${id}`)));
      await nextTurn();
    });
    await Promise.all([rotations, ...writes]);
    const later = await openTestVault(folder);
    const found = await Promise.all(ids.map(async (id) => (await later.read(refOf(id))).expose()));
    expect(found).toEqual(ids.map((id) => `key of ${id}`));
  });

  it('answers every read of a flood of reads', async () => {
    const { vault } = await filledVault();
    let isDone = false;
    const failures = new Set<string>();
    const readForever = async (id: string): Promise<void> => {
      const found = await vault.read(refOf(id)).then((secret) => secret.expose(), codeOf);
      if (found !== `key of ${id}`) failures.add(found);
      if (!isDone) await readForever(id);
    };
    const readers = IDS.map(readForever);
    await inTurn([1, 2, 3], () => vault.rotate());
    isDone = true;
    await Promise.all(readers);
    expect(failures).toEqual(new Set());
  });

  it('answers a read that got hold of the file just before it was sealed anew', async () => {
    const { folder, vault } = await filledVault();
    const path = pathOf(folder, 'conn_0');
    const former = await readFile(path);
    // In place of the file a pipe, which holds the read until its text is written below.
    await rename(path, join(folder, 'aside'));
    execFileSync('mkfifo', [path]);
    const reading = vault.read(refOf('conn_0'));
    const pipe = await vi.waitFor(() => open(path, constants.O_WRONLY | constants.O_NONBLOCK));
    await rename(join(folder, 'aside'), path);
    await vault.rotate();
    await pipe.write(former);
    await pipe.close();
    expect((await reading).expose()).toBe('key of conn_0');
  });

  it('does not unlock a vault that is locked while the master file is written', async () => {
    const { vault } = await filledVault();
    const rotation = errorCodeOf(vault.rotate());
    await nextTurn();
    vault.lock();
    expect(await rotation).toBe('vault_locked');
    expect(vault.isLocked).toBe(true);
  });
});

describe('a rotation that was cut short', () => {
  it('leaves every item readable at every step, and goes on when the vault is opened', async () => {
    const { folder, vault } = await filledVault();
    const copies = await Promise.all(IDS.map(() => temporaryFolder()));
    const onProgress = vi.fn<(progress: Progress) => void>(({ done }) =>
      cpSync(folder, copies[done - 1] ?? '', { recursive: true }),
    );
    await vault.rotate(onProgress);
    expect(onProgress).toHaveBeenCalledTimes(IDS.length);
    await inTurn(copies, async (copy) => {
      const later = await openTestVault(copy);
      expect(await valuesIn(later)).toEqual(allKeys);
      await vi.waitFor(async () => expect(await mastersIn(copy)).toEqual(['2']), 5000);
      expect(await valuesIn(later)).toEqual(allKeys);
    });
  });

  it('stops when the vault is locked and goes on when it is unlocked', async () => {
    const { folder, vault } = await filledVault();
    const rotation = vault.rotate(({ done }) => {
      if (done === 3) vault.lock();
    });
    expect(await errorCodeOf(rotation)).toBe('vault_locked');
    expect(await mastersIn(folder)).toEqual(['1', '2']);
    await vault.unlock();
    await vi.waitFor(async () => expect(await mastersIn(folder)).toEqual(['2']), 5000);
    expect(await valuesIn(vault)).toEqual(allKeys);
  });

  it('keeps the old master for an item it could not open, and says that it did', async () => {
    const { folder, vault } = await filledVault();
    const good = await readFile(pathOf(folder, 'conn_3'), 'utf8');
    await writeFile(pathOf(folder, 'conn_3'), good.replace(/"box":"..../, '"box":"AAAA'));
    expect(await vault.rotate()).toEqual({ version: 2, resealed: IDS.length - 1, left: 1 });
    expect(await mastersIn(folder)).toEqual(['1', '2']);
    // The user finds a backup of that one file.
    await writeFile(pathOf(folder, 'conn_3'), good);
    expect(await valuesIn(vault)).toEqual(allKeys);
    expect(await vault.rotate()).toMatchObject({ version: 3, left: 0 });
    expect(await mastersIn(folder)).toEqual(['3']);
  });

  it('does not seal a swapped item anew in the wrong place', async () => {
    const { folder, vault } = await filledVault();
    const other = await readFile(pathOf(folder, 'conn_1'), 'utf8');
    await writeFile(pathOf(folder, 'conn_0'), other);
    expect(await vault.rotate()).toMatchObject({ left: 1 });
    expect(await errorCodeOf(vault.read(refOf('conn_0')))).toBe('vault_item_damaged');
    expect((await vault.read(refOf('conn_1'))).expose()).toBe('key of conn_1');
  });
});
