/** Tries to change a vault under a file size limit of zero; tells on stdout what it saw. */
import { Secret } from '../../src-proxy/vault/secret.ts';
import { openTestVault, refOf } from './open-test-vault.ts';

const [, , folder = ''] = process.argv;
const vault = await openTestVault(folder);
const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => String(error),
  );

console.log(
  JSON.stringify({
    write: await messageOf(vault.write(refOf('conn_a'), new Secret('new'))),
    rotation: await messageOf(vault.rotate()),
    key: (await vault.read(refOf('conn_a'))).expose(),
  }),
);
