/**
 * Meets a disk that is full, has room again, and is then read-only; tells on stdout what it saw. Run in a
 * mount namespace of its own, with the vault's parent folder on a small disk.
 */
import { execFileSync } from 'node:child_process';
import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret } from '../../src-proxy/vault/secret.ts';
import { errorCodeOf } from './error-code.ts';
import { openTestVault, refOf } from './open-test-vault.ts';

const [, , disk = ''] = process.argv;
const folder = join(disk, 'vault');
const filler = join(disk, 'filler');
const A = refOf('conn_a');

async function fill(bytes: number): Promise<void> {
  if ((await errorCodeOf(appendFile(filler, Buffer.alloc(bytes)))) === 'none') return fill(bytes);
  return bytes > 1 ? fill(bytes >> 1) : undefined;
}

const vault = await openTestVault(folder);
const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => String(error),
  );
const value = async (): Promise<string> => (await vault.read(A)).expose();
const seen: Record<string, string> = {};

await vault.write(A, new Secret('former'));
await fill(64 * 1024);
seen['write on a full disk'] = await messageOf(vault.write(A, new Secret('x'.repeat(20_000))));
seen['rotation on a full disk'] = await messageOf(vault.rotate());
seen['passphrase on a full disk'] = await messageOf(vault.setPassphrase(new Secret('p')));
seen['key on a full disk'] = await value();
await rm(filler);
seen['write with room again'] = await messageOf(vault.write(A, new Secret('new')));
seen['rotation with room again'] = await messageOf(vault.rotate());
seen['key with room again'] = await value();
execFileSync('mount', ['-o', 'remount,ro', disk]);
seen['write on a read-only disk'] = await messageOf(vault.write(A, new Secret('x')));
seen['removal on a read-only disk'] = await messageOf(vault.remove(A));
seen['key on a read-only disk'] = await value();
seen['key after opening a read-only disk'] = (await (await openTestVault(folder)).read(A)).expose();
console.log(JSON.stringify(seen));
