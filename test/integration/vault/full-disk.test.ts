import { execFileSync, spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src-proxy/vault/secret.ts';
import { openTestVault, refOf } from '../../support/open-test-vault.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const FULL_DISK = fileURLToPath(new URL('../../support/full-disk-child.ts', import.meta.url));
const FILE_LIMIT = fileURLToPath(new URL('../../support/file-limit-child.ts', import.meta.url));
const NAMESPACE = ['--map-root-user', '--mount'];

const canMount =
  spawnSync('unshare', [...NAMESPACE, 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0;
if (!canMount) console.warn('SKIPPED: no small disk can be mounted here, so none was filled.');

describe.runIf(canMount)('a file vault on a full or read-only disk', () => {
  it('refuses by name, keeps the former key, and recovers', async () => {
    const disk = await temporaryFolder();
    const mount = 'mount -t tmpfs -o size=256k tmpfs "$1" && exec "$2" "$3" "$1"';
    const child = [disk, process.execPath, FULL_DISK];
    const output = execFileSync('unshare', [...NAMESPACE, 'sh', '-c', mount, 'sh', ...child], {
      encoding: 'utf8',
    });
    const full = expect.stringContaining('could not be written (the disk is full)');
    const readOnly = expect.stringContaining('could not be written (the disk is read-only)');
    expect(JSON.parse(output)).toEqual({
      'write on a full disk': full,
      'rotation on a full disk': full,
      'passphrase on a full disk': full,
      'key on a full disk': 'former',
      'write with room again': 'done',
      'rotation with room again': 'done',
      'key with room again': 'new',
      'write on a read-only disk': readOnly,
      'removal on a read-only disk': readOnly,
      'key on a read-only disk': 'new',
      'key after opening a read-only disk': 'new',
    });
  });
});

describe('a file vault whose files may not grow', () => {
  it('refuses by name, keeps the former key, and leaves nothing behind', async () => {
    const folder = await temporaryFolder();
    const vault = await openTestVault(folder);
    await vault.write(refOf('conn_a'), new Secret('former'));
    const before = await readdir(folder, { recursive: true });
    const limited = 'ulimit -f 0; exec "$1" "$2" "$3"';
    const child = [process.execPath, FILE_LIMIT, folder];
    const output = execFileSync('sh', ['-c', limited, 'sh', ...child], { encoding: 'utf8' });
    const refused = expect.stringContaining(
      'could not be written (the file size limit is reached)',
    );
    expect(JSON.parse(output)).toEqual({ write: refused, rotation: refused, key: 'former' });
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });
});
