/** Rotates and writes without end, telling on stdout each write that was acknowledged, until killed. */
import { Secret } from '../../src-proxy/vault/secret.ts';
import { openTestVault, refOf } from './open-test-vault.ts';

const [, , folder = '', passphrase = '', count = '0'] = process.argv;
const vault = await openTestVault(folder, passphrase === '' ? undefined : passphrase);

async function rotateForever(): Promise<never> {
  await vault.rotate();
  return rotateForever();
}

async function writeForever(id: string, round: number): Promise<never> {
  await vault.write(refOf(id), new Secret(`${id} ${round}`));
  process.stdout.write(`${id} ${round}\n`);
  return writeForever(id, round + 1);
}

// The items in between are only re-sealed.
const writers = Array.from({ length: Number(count) }, (_, index) => `conn_${index}`)
  .filter((_, index) => index % 3 === 0)
  .map((id) => writeForever(id, Date.now()));
await Promise.all([rotateForever(), ...writers]);
