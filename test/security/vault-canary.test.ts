import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src-proxy/log.ts';
import { type FileBackend, openFileBackend } from '../../src-proxy/vault/file-backend.ts';
import { fileNameOf } from '../../src-proxy/vault/item-files.ts';
import { Secret } from '../../src-proxy/vault/secret.ts';
import { Vault } from '../../src-proxy/vault/vault.ts';
import { findCanary } from '../support/canary-forms.ts';
import { everyFile } from '../support/every-file.ts';
import { CHEAP_SCRYPT, refOf } from '../support/open-test-vault.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const KEY = 'sk-proj-CANARY/key+with=signs&ümlaut 0123456789';
const PASSPHRASE = 'CANARY passphrase: 100% geheim/øre';
const REF = refOf('conn_a');

/** Every byte on the disk, every line of the log and every error of one test. */
function createWitness(folder: string) {
  const heard: string[] = [];
  const log = createLog('debug', (line) => heard.push(line));
  const record = (thing: unknown): void => {
    heard.push(String(thing), inspect(thing, { depth: 10 }), JSON.stringify(thing) ?? '');
    if (thing instanceof Error) heard.push(thing.stack ?? '', inspect(thing.cause));
  };
  return {
    open: (passphrase?: string): Promise<FileBackend> =>
      openFileBackend({
        folder,
        passphrase: passphrase === undefined ? undefined : new Secret(passphrase),
        log,
        scryptCost: CHEAP_SCRYPT,
      }),
    /** Does it and keeps what came of it, error or not. */
    attempt: (work: Promise<unknown>): Promise<void> => work.then(record, record),
    /** The forms of the canaries found so far, in anything. */
    canaries: async (): Promise<readonly string[]> => {
      const seen = [...heard, ...Object.entries(await everyFile(folder)).flat()].join('\n');
      return [...findCanary(KEY, seen), ...findCanary(PASSPHRASE, seen)];
    },
  };
}

const encode = (text: string, encoding: BufferEncoding): string =>
  encoding === 'utf16le'
    ? Buffer.from(text, encoding).toString('latin1')
    : Buffer.from(text).toString(encoding);

describe('a canary key in the file vault (T16)', () => {
  it.each([
    ['a key file', undefined],
    ['a passphrase', PASSPHRASE],
  ])('is found nowhere after every operation, with %s', async (_with, passphrase) => {
    const folder = await temporaryFolder();
    const { open, attempt, canaries } = createWitness(folder);
    const backend = await open(passphrase);
    const vault = new Vault({
      backend,
      resolveReference: async () => new Secret(KEY),
      now: () => Date.now(),
    });
    await attempt(vault.write(REF, new Secret(KEY)));
    expect(await canaries()).toEqual([]);
    await attempt(vault.read({ kind: 'item', ref: REF }));
    await attempt(vault.read({ kind: 'reference', uri: 'env:X', cacheId: 'conn_b' }));
    await attempt(vault.write(REF, new Secret(`${KEY}${KEY}`)));
    await attempt(vault.rotateMaster());
    await attempt(vault.setPassphrase(new Secret(PASSPHRASE)));
    await attempt(vault.status());
    expect(await canaries()).toEqual([]);
    vault.lock();
    await attempt(vault.read({ kind: 'item', ref: REF }));
    await attempt(vault.unlock(new Secret(`${PASSPHRASE} wrong`)));
    await attempt(vault.unlock(new Secret(PASSPHRASE)));
    await attempt(vault.setPassphrase(null));
    await attempt(vault.remove(REF));
    expect(await canaries()).toEqual([]);
  });

  it('is found nowhere after every failure', async () => {
    const folder = await temporaryFolder();
    const { open, attempt, canaries } = createWitness(folder);
    const backend = await open(PASSPHRASE);
    await backend.write(REF, new Secret(KEY));
    const item = join(folder, 'items', fileNameOf(REF.itemId));
    await cp(item, join(folder, 'items', fileNameOf('conn_other')));
    await attempt(backend.read(refOf('conn_other')));
    await attempt(backend.rotate());
    await writeFile(item, '{');
    await attempt(backend.read(REF));
    await attempt(open(`${PASSPHRASE} wrong`));
    await attempt(open());
    await writeFile(join(folder, 'master.key'), '{}');
    await attempt(open(PASSPHRASE));
    await rm(join(folder, 'master.key'));
    await attempt(backend.write(REF, new Secret(KEY)));
    await attempt(open(PASSPHRASE));
    expect(await canaries()).toEqual([]);
    await rm(folder, { recursive: true });
    await attempt(backend.write(REF, new Secret(KEY)));
    await attempt(open(PASSPHRASE));
    expect(await canaries()).toEqual([]);
  });

  it('would be noticed if it were there', () => {
    const places = [KEY, `{"k":"${KEY}"}`, `x${KEY}`, `xx${KEY}x`];
    const encodings = ['utf8', 'latin1', 'base64', 'base64url', 'hex', 'utf16le'] as const;
    const leaks = places.flatMap((place) => encodings.map((e) => encode(place, e)));
    for (const leak of [...leaks, encodeURIComponent(KEY)]) {
      expect(findCanary(KEY, leak)).not.toEqual([]);
    }
  });
});
