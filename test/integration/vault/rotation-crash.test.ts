import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src-proxy/vault/secret.ts';
import type { VaultBackend } from '../../../src-proxy/vault/vault-backend.ts';
import { inTurn } from '../../support/in-turn.ts';
import { openTestVault, refOf } from '../../support/open-test-vault.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const IDS = Array.from({ length: 12 }, (_, index) => `conn_${index}`);
const CHILD = fileURLToPath(new URL('../../support/rotation-child.ts', import.meta.url));
const KILLS = 8;

/** Lets a process rotate and write, kills it at some moment, and gives the writes it acknowledged. */
async function rotateUntilKilled(
  folder: string,
  passphrase: string,
): Promise<ReadonlyMap<string, number>> {
  const child = spawn(process.execPath, [CHILD, folder, passphrase, String(IDS.length)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged = new Map<string, number>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [id = '', round] = line.split(' ');
    acknowledged.set(id, Number(round));
  });
  await once(lines, 'line');
  await delay(Math.random() * 60);
  child.kill('SIGKILL');
  await once(child, 'close');
  return acknowledged;
}

async function roundsIn(vault: VaultBackend): Promise<ReadonlyMap<string, number>> {
  const values = await Promise.all(IDS.map((id) => vault.read(refOf(id))));
  return new Map(
    values.map((value) => {
      const [id = '', round] = value.expose().split(' ');
      return [id, Number(round)];
    }),
  );
}

describe('a process killed while it rotates the master key', () => {
  it.each([
    ['a key file', ''],
    ['a passphrase', 'correct horse'],
  ])('leaves every acknowledged key readable, with %s', { timeout: 60_000 }, async (_, phrase) => {
    const folder = await temporaryFolder();
    const passphrase = phrase === '' ? undefined : phrase;
    const first = await openTestVault(folder, passphrase);
    await inTurn(IDS, (id) => first.write(refOf(id), new Secret(`${id} 0`)));
    await inTurn(Array.from({ length: KILLS }), async () => {
      const acknowledged = await rotateUntilKilled(folder, phrase);
      expect(acknowledged.size).toBeGreaterThan(0);
      const vault = await openTestVault(folder, passphrase);
      const found = await roundsIn(vault);
      expect([...found.keys()]).toEqual(IDS);
      for (const [id, round] of acknowledged) {
        expect(found.get(id)).toBeGreaterThanOrEqual(round);
      }
      // After the resumed rotation, and one more, all of it is still there and nothing is left over.
      expect(await vault.rotate()).toMatchObject({ left: 0 });
      expect(await roundsIn(vault)).toEqual(found);
    });
  });
});
