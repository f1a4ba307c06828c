/**
 * T22: the disk fills up, is made read-only, and has room again, under a running engine. What could not be
 * written is refused by name, what was acknowledged is there, and the engine recovers by itself.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorCodeOf } from '../support/error-code.ts';
import { startFaultUpstream, type FaultUpstream } from '../support/fault-upstream.ts';
import { socketClient } from '../support/socket-client.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

const BUILT = join(import.meta.dirname, '../../dist/src-proxy/cli/latchport.js');
const NAMESPACE = ['--map-root-user', '--mount'];

const canMount =
  spawnSync('unshare', [...NAMESPACE, 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0;
if (!canMount) console.warn('SKIPPED: no small disk can be mounted here, so none was filled.');

/** An engine whose data folder is a small disk, in a mount namespace of its own. */
interface SmallDisk {
  readonly child: ChildProcess;
  readonly base: string;
  /** The disk as it is seen from outside the namespace. */
  readonly home: string;
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
}

async function startOnSmallDisk(): Promise<SmallDisk> {
  const folder = await temporaryFolder();
  const mount = 'mount -t tmpfs -o size=2m,mode=700 tmpfs "$1" && shift && exec "$@"';
  const serve = [process.execPath, BUILT, 'serve', '--port', '0'];
  const child = spawn('unshare', [...NAMESPACE, 'sh', '-c', mount, 'sh', folder, ...serve], {
    env: { PATH: process.env['PATH'], LATCHPORT_HOME: folder, LATCHPORT_VAULT: 'file' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await waitUntil('it listens', () => said.includes('latchport listening'));
  const home = `/proc/${child.pid}/root${folder}`;
  const filler = join(home, 'filler');
  const fill = async (bytes: number): Promise<void> => {
    if ((await errorCodeOf(appendFile(filler, Buffer.alloc(bytes)))) === 'none') return fill(bytes);
    return bytes > 1 ? fill(bytes >> 1) : undefined;
  };
  return {
    child,
    base: /http:\S+/.exec(said)?.[0] ?? '',
    home,
    fill: () => fill(64 * 1024),
    makeRoom: () => rm(filler),
  };
}

describe.runIf(canMount)('an engine on a small disk', () => {
  let disk: SmallDisk;
  let upstream: FaultUpstream;
  let key: string;
  let management: ReturnType<typeof socketClient>;

  beforeEach(async () => {
    upstream = await startFaultUpstream(['m1']);
    disk = await startOnSmallDisk();
    management = socketClient(disk.home);
    await add('first');
    ({ key } = await management.call('virtual_keys.create', { label: 'app' }));
  });

  afterEach(async () => {
    const exited = once(disk.child, 'exit');
    disk.child.kill('SIGKILL');
    await exited;
    await upstream.close();
  });

  const add = (label: string): Promise<unknown> =>
    management.call('connections.add', {
      provider: 'self_hosted',
      label,
      provider_key: `sk-${label}-0123456789`,
      base_url: `${upstream.origin}/v1`,
      declared_region: 'local',
    });

  const call = async (): Promise<string> => {
    const answer = await fetch(`${disk.base}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: '{"model":"first/m1"}',
    });
    await answer.arrayBuffer();
    return answer.headers.get('x-latchport-error-code') ?? String(answer.status);
  };

  /** Calls until the answer is the one waited for; gives how often there was the other. */
  async function callUntil(expected: string): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    await waitUntil(`calls end with ${expected}`, async () => {
      const outcome = await call();
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      return outcome === expected;
    });
    return counts;
  }

  const slugs = async (): Promise<readonly string[]> =>
    (await management.call('connections.list', {})).connections.map(({ slug }) => slug);

  const recorded = async (): Promise<number> =>
    (await management.call('requests.list', { limit: 500 })).requests.length;

  test(
    'that is full refuses new work by name, loses nothing, and recovers',
    { timeout: 60_000 },
    async () => {
      expect(await call()).toBe('200');
      await disk.fill();
      expect(await errorCodeOf(add('second'))).toMatch(/^(store_full|vault_write_failed)$/);
      const making = management.call('virtual_keys.create', { label: 'never shown' });
      expect(await errorCodeOf(making)).toBe('store_full');
      // What still fitted was served; from the first that did not, nothing is.
      const outcomes = await callUntil('store_full');
      expect(Object.keys(outcomes).filter((code) => code !== '200')).toEqual(['store_full']);
      const sent = upstream.seen.length;
      expect(await call()).toBe('store_full');
      expect(upstream.seen).toHaveLength(sent);
      expect(await slugs()).toEqual(['first']);

      await disk.makeRoom();
      await callUntil('200');
      await add('second');
      expect(await slugs()).toEqual(['first', 'second']);
      const { virtual_keys: keys } = await management.call('virtual_keys.list', {});
      expect(keys.map(({ label }) => label)).toEqual(['app']);
      // Every call that reached the provider is on record.
      await waitUntil('all are written', async () => (await recorded()) >= upstream.seen.length);
      expect(await recorded()).toBe(upstream.seen.length);
      expect(await checkCopy()).toBe('ok');
    },
  );

  /** Of a copy: SQLite would resolve the way into the namespace to another place. */
  async function checkCopy(): Promise<unknown> {
    const folder = await temporaryFolder();
    await cp(join(disk.home, 'latchport.db'), join(folder, 'copy.db'));
    await cp(join(disk.home, 'latchport.db-wal'), join(folder, 'copy.db-wal'));
    const store = new Database(join(folder, 'copy.db'));
    const verdict = store.pragma('integrity_check', { simple: true });
    store.close();
    return verdict;
  }
});

describe.runIf(canMount)('an engine on a disk that became read-only', () => {
  test('says so when it is started, and leaves everything as it is', async () => {
    const folder = await temporaryFolder();
    const script = `
      mount -t tmpfs -o size=2m,mode=700 tmpfs "$1" && cd "$1" && shift
      "$@" > listening & first=$!
      until [ -s listening ]; do sleep 0.05; done
      kill -TERM "$first"; wait "$first"
      cat latchport.db vault/master.key | cksum
      mount -o remount,ro .
      "$@"; echo "exit code $?"
      cat latchport.db vault/master.key | cksum`;
    const serve = [process.execPath, BUILT, 'serve', '--port', '0'];
    const { stdout, stderr } = spawnSync(
      'unshare',
      [...NAMESPACE, 'sh', '-c', script, 'sh', folder, ...serve],
      {
        env: { PATH: process.env['PATH'], LATCHPORT_HOME: folder, LATCHPORT_VAULT: 'file' },
        encoding: 'utf8',
      },
    );
    const [before = '', exitCode, after] = stdout.trim().split('\n');
    expect(before).toMatch(/^\d+ \d+$/);
    expect(exitCode).toBe('exit code 1');
    expect(after).toBe(before);
    expect(stderr).toMatch(/^error: .*(not writable|read-only)/);
  });
});
