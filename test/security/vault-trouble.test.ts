/**
 * T17: keys that are locked away, lost, damaged or swapped are named as that, and nothing is made up for.
 * What a real OS keychain does is tried in test/integration/vault/keychain.test.ts.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyRef } from '../../src-proxy/connections/key-source-of.ts';
import { rotateConnection } from '../../src-proxy/connections/rotate-connection.ts';
import { fileNameOf } from '../../src-proxy/vault/item-files.ts';
import { everyFile } from '../support/every-file.ts';
import { startFaultUpstream, type FaultUpstream } from '../support/fault-upstream.ts';
import { latchportCli } from '../support/latchport-cli.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

let engine: TestEngine;
let upstream: FaultUpstream;
let key: string;

beforeEach(async () => {
  upstream = await startFaultUpstream(['m1']);
  engine = await startTestEngine();
  const settings = { baseUrl: `${upstream.origin}/v1`, declaredRegion: 'local' } as const;
  await engine.connect('self_hosted', { ...settings, label: 'first', key: 'sk-first-0123456789' });
  await engine.connect('self_hosted', {
    ...settings,
    label: 'second',
    key: 'sk-second-0123456789',
  });
  key = engine.createKey();
});

afterEach(async () => {
  await engine.close();
  await upstream.close();
});

/** The error code of a call, or the key the provider was paid with. */
async function call(slug: string): Promise<string> {
  const answer = await fetch(`${engine.base}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ model: `${slug}/m1` }),
  });
  return (
    answer.headers.get('x-latchport-error-code') ??
    upstream.seen.at(-1)?.headers.authorization ??
    ''
  );
}

/** The file that holds a connection's key. */
function itemOf(slug: string): string {
  const { itemId } = keyRef(engine.engine.parts.connections.find(slug), 1);
  return join(engine.home, 'vault', 'items', fileNameOf(itemId));
}

describe('a key', () => {
  test('that was deleted is missed by name; the others go on; entered again it works', async () => {
    const first = itemOf('first');
    await rm(first);
    expect(await call('first')).toBe('vault_item_missing');
    expect(await call('second')).toBe('Bearer sk-second-0123456789');
    expect(engine.engine.parts.connections.find('first').isEnabled).toBe(true);
    const rotation = { key: 'sk-again-0123456789' };
    await rotateConnection(engine.engine.parts.connectionDeps, 'first', rotation, 'cli');
    expect(await call('first')).toBe('Bearer sk-again-0123456789');
  });

  test('that was damaged is refused by name and left as it is', async () => {
    const first = itemOf('first');
    const whole = await readFile(first, 'utf8');
    // One character of the middle of the sealed box.
    const damaged = whole.replace(
      /("box":"[\w+/]{20})(.)/,
      (_all, start: string, next: string) => start + (next === 'A' ? 'B' : 'A'),
    );
    expect(damaged).not.toBe(whole);
    await writeFile(first, damaged);
    expect(await call('first')).toMatch(/^vault_(item_damaged|file_unreadable)$/);
    expect(await readFile(first, 'utf8')).toBe(damaged);
  });

  test("that was swapped for another connection's never goes to that one's provider", async () => {
    const [first, second] = [itemOf('first'), itemOf('second')];
    await rename(first, `${first}.aside`);
    await rename(second, first);
    await rename(`${first}.aside`, second);
    expect(await call('first')).toBe('vault_item_damaged');
    expect(await call('second')).toBe('vault_item_damaged');
    expect(upstream.seen).toEqual([]);
  });

  test('is given to nobody while the vault is locked, also one that was just used', async () => {
    expect(await call('first')).toBe('Bearer sk-first-0123456789');
    const { vault } = engine.engine.parts;
    vault.lock();
    expect(await call('first')).toBe('vault_locked');
    await vault.unlock();
    expect(await call('first')).toBe('Bearer sk-first-0123456789');
    expect(upstream.seen).toHaveLength(2);
  });
});

describe('a vault', () => {
  test('whose master is gone is not replaced by an empty one', async () => {
    await engine.engine.stop();
    await rm(join(engine.home, 'vault', 'master.key'));
    const before = await everyFile(join(engine.home, 'vault'));
    await expect(startTestEngine({ home: engine.home })).rejects.toMatchObject({
      code: 'vault_master_missing',
    });
    expect(await everyFile(join(engine.home, 'vault'))).toEqual(before);
  });

  test.runIf(process.platform === 'linux')(
    'that is to be a keychain where there is none refuses a key, and keeps it nowhere else',
    async () => {
      const cli = await latchportCli({ LATCHPORT_VAULT: 'keychain' });
      await cli.serve();
      const words = 'connection add openai --label x --no-validate --key-stdin --json'.split(' ');
      const added = await cli.run(words, { input: 'sk-proj-0123456789-homeless-key' });
      expect(added.code).toBe(1);
      expect(added.stderr).toMatch(/keychain_(unavailable|failed|timeout)/);
      const { stdout } = await cli.run(['connection', 'list', '--json']);
      expect(JSON.parse(stdout)).toEqual({ connections: [] });
      const files = Object.entries(await everyFile(cli.home));
      expect(files.filter(([, text]) => text.includes('homeless'))).toEqual([]);
    },
  );
});
