/** T4: another user of the machine, or a program with a virtual key, tries to manage the engine. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { lstat, readdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { contract } from '../../src-proxy/management/contract.ts';
import { latchportCli } from '../support/latchport-cli.ts';
import { rawRequest, sendRaw } from '../support/raw-client.ts';
import { startRawUpstream, type RawUpstream } from '../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

const BUILT = join(import.meta.dirname, '../../dist/src-proxy/cli/latchport.js');
const NOBODY = 65_534;
const isRoot = userInfo().uid === 0;
if (!isRoot) console.warn('SKIPPED: only root can try the files as another user.');

/** The mode of everything below a folder, e.g. `run/engine.sock`: 0600. */
async function modesBelow(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = [folder, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  const modes = await Promise.all(
    paths.map(async (path) => {
      const found = await lstat(path);
      return [relative(folder, path) || '.', (found.mode & 0o777).toString(8)] as const;
    }),
  );
  return Object.fromEntries(modes);
}

/** What a Node program run as nobody prints. */
function asNobody(script: string, ...words: readonly string[]): string {
  const result = spawnSync(process.execPath, ['-e', script, ...words], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
    encoding: 'utf8',
  });
  return result.stdout.trim() || result.stderr || String(result.error);
}

describe('the data folder', () => {
  test('is closed to others even where every new file would be open to all', async () => {
    const home = join(await temporaryFolder(), 'home');
    const child = spawn(
      'sh',
      ['-c', 'umask 0; exec "$@"', 'sh', process.execPath, BUILT, 'serve', '--port', '0'],
      {
        env: { LATCHPORT_HOME: home, LATCHPORT_VAULT: 'file', PATH: process.env['PATH'] },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    onTestFinished(async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await waitUntil('it listens', () => said.includes('\n'));
    const modes = await modesBelow(home);
    expect(modes).toMatchObject({ '.': '700', run: '700', 'run/engine.sock': '600', vault: '700' });
    expect(Object.entries(modes).filter(([, mode]) => !/^[67]00$/.test(mode))).toEqual([]);
  });

  test('is not laid open by the signal that starts a debugger in other Node programs', async () => {
    const cli = await latchportCli({ LATCHPORT_LOG: 'info' });
    const { child, stderr, base } = await cli.serve();
    child.kill('SIGUSR1');
    await waitUntil('the signal came', () => stderr().includes('signal_ignored'));
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    expect(stderr()).not.toMatch(/debugger/i);
  });

  test.runIf(isRoot)('gives nothing to another user', async () => {
    const cli = await latchportCli();
    await cli.serve();
    const connect =
      'require("node:net").connect(process.argv[1]).once("connect", () => console.log("in")).once("error", (e) => console.log(e.code))';
    expect(asNobody(connect, join(cli.home, 'run/engine.sock'))).toBe('EACCES');
    const read =
      'try { require("node:fs").readFileSync(process.argv[1]); console.log("in") } catch (e) { console.log(e.code) }';
    expect(asNobody(read, join(cli.home, 'latchport.db'))).toBe('EACCES');
    expect(asNobody(read, join(cli.home, 'vault/master.key'))).toBe('EACCES');
  });
});

/** `GET /models` is how OpenAI's clients ask which models there are, so both have it. */
const operations = Object.entries(contract).filter(([name]) => name !== 'models.list');

describe('the proxy door', () => {
  let engine: TestEngine;
  let upstream: RawUpstream;

  beforeAll(async () => {
    upstream = await startRawUpstream(['m1']);
    engine = await startTestEngine();
    await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
  });

  afterAll(async () => {
    await engine.close();
    await upstream.close();
  });

  test.each(operations)('does not know the operation %s', async (_name, { method, path }) => {
    const key = engine.createKey();
    const filled = path.replaceAll(/\{\w+\}/g, 'openai');
    const ask = (prefix: string): ReturnType<typeof sendRaw> =>
      sendRaw(
        engine.port,
        rawRequest(
          `${method} ${prefix}${filled}`,
          [
            ['host', `127.0.0.1:${engine.port}`],
            ['authorization', `Bearer ${key}`],
          ],
          method === 'GET' ? null : '{}',
        ),
      );
    const answers = await Promise.all(['', '/api', '/management'].map(ask));
    const served = answers.filter(({ status }) => status < 400);
    expect(served.map(({ body }) => body.toString())).toEqual([]);
    expect(upstream.seen).toEqual([]);
    expect(engine.engine.parts.connections.find('openai').isEnabled).toBe(true);
  });

  test('serves no pages and no list of operations', async () => {
    const paths = [
      '/',
      '/index.html',
      '/openapi.json',
      '/api',
      '/metrics',
      '/debug',
      '/../latchport.db',
    ];
    const answers = await Promise.all(paths.map((path) => fetch(`${engine.base}${path}`)));
    expect(answers.map(({ status }) => status >= 400)).toEqual(paths.map(() => true));
  });
});
