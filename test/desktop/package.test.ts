import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeDummyRuntime, readFuses } from '../support/desktop/dummy-runtime.ts';
import { readAsar, type Asar } from '../support/desktop/read-asar.ts';
import { socketClient } from '../support/socket-client.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { waitForApp } from '../support/desktop/wait-for-app.ts';

const CHECKOUT = join(import.meta.dirname, '../..');

/** The package is made for Linux here, with a runtime that has its form but is none. */
describe.runIf(process.platform === 'linux')('the package', () => {
  let folder = '';
  let app = '';
  let asar: Asar;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchport-package-'));
    await makeDummyRuntime(join(folder, 'runtime'));
    run('prune-build.ts');
    run(
      'node_modules/electron-builder/cli.js',
      '--linux',
      'dir',
      `-c.electronDist=${join(folder, 'runtime')}`,
      `-c.directories.output=${join(folder, 'out')}`,
    );
    const made = readdirSync(join(folder, 'out')).find((name) => name.endsWith('unpacked')) ?? '';
    app = join(folder, 'out', made);
    asar = readAsar(join(app, 'resources/app.asar'));
  }, 300_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const within = (place: string): readonly string[] =>
    asar.files.filter((file) => file.startsWith(place)).toSorted();

  test('holds exactly what is built of the shell, the engine and the page', () => {
    const built = [
      // What a checkout starts the app with is no part of it.
      ...builtFrom('src-main').filter((file) => !file.startsWith('dist/src-main/launch/')),
      ...builtFrom('src-proxy'),
      ...filesOf('dist/renderer'),
    ];
    expect(within('dist/')).toEqual(built.toSorted());
    const icons = filesOf('assets/icons/tray').filter((file) => file.endsWith('.png'));
    expect(within('assets/')).toEqual(icons.toSorted());
    const top = asar.files.filter((file) => !file.includes('/')).toSorted();
    expect(top).toEqual(['LICENSE', 'package.json']);
  });

  test('holds the packages the program runs on, and no other', () => {
    const packages = new Set(within('node_modules/').flatMap((file) => packageOf(file) ?? []));
    expect([...packages].toSorted()).toEqual(runtimePackages().toSorted());
  });

  test("holds this platform's binaries only, and those as files of the system's own", () => {
    const binaries = asar.files.filter((file) => /\.(node|dll|dylib|so)$/.test(file));
    const arch = process.arch;
    expect(binaries.toSorted()).toEqual([
      expect.stringMatching(new RegExp(String.raw`^node_modules/@napi-rs/keyring-linux-${arch}`)),
      `node_modules/better-sqlite3/prebuilds/linux-${arch}.node`,
    ]);
    for (const binary of binaries) {
      expect(existsSync(join(app, 'resources/app.asar.unpacked', binary))).toBe(true);
    }
  });

  test('holds no sources, no tests, no source maps and no path of the machine it was made on', () => {
    const unwanted =
      /\.(ts|cts|mts|tsx|map|tsbuildinfo|h|c|gyp)$|(^|\/)(tests?|__tests__|examples?)\//;
    expect(asar.files.filter((file) => unwanted.test(file))).toEqual([]);
    // Not the folder's name alone: a checkout in /app would find itself in every `/app...`.
    const places = ['src-', 'dist/', 'node_modules/'].map((place) => join(CHECKOUT, place));
    const telling = within('dist/').filter((file) =>
      places.some((place) => asar.read(file).includes(place)),
    );
    expect(telling).toEqual([]);
    const manifest = JSON.parse(asar.read('package.json').toString());
    expect(manifest).not.toHaveProperty('devDependencies');
    // The desktop entry that Electron registers links and windows by (its lib/browser/init.ts).
    expect(manifest).toMatchObject({ name: 'latchport', desktopName: 'latchport.desktop' });
  });

  test('keeps the licence of every package that comes with one', () => {
    const packages = within('node_modules/').flatMap((file) => packageOf(file) ?? []);
    const missing = [...new Set(packages)].filter((name) => {
      const installed = readdirSync(join(CHECKOUT, 'node_modules', name));
      const licences = installed.filter((file) => /^licen[cs]e/i.test(file));
      return !licences.every((file) => asar.files.includes(`node_modules/${name}/${file}`));
    });
    expect(missing).toEqual([]);
  });

  test('has its fuses set, so that the program runs nothing but this app', async () => {
    expect(await readFuses(join(app, 'latchport'))).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: false,
      asarIntegrity: true,
      onlyLoadFromAsar: true,
      browserSnapshot: false,
      fileProtocolPrivileges: false,
    });
  });

  test('has an engine that starts and serves a call', async () => {
    const unpacked = await temporaryFolder();
    const home = await temporaryFolder();
    asar.extract(unpacked);
    const engine = spawn(process.execPath, ['dist/src-main/engine-entry.js'], {
      cwd: unpacked,
      env: { LATCHPORT_HOME: home, LATCHPORT_VAULT: 'file', LATCHPORT_PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = once(engine, 'exit');
    onTestFinished(() => void engine.kill('SIGKILL'));
    let said = '';
    for (const stream of [engine.stdout, engine.stderr]) {
      stream.on('data', (chunk) => (said += String(chunk)));
    }
    await waitForApp('the engine listens', () => said.includes('latchport listening on '));
    const client = socketClient(home, 'shell');
    await client.call('connections.add', { provider: 'demo', label: 'demo' });
    const { key } = await client.call('virtual_keys.create', { label: 'caller' });
    const { proxy } = await client.call('status', {});
    const response = await fetch(`${proxy.addresses[0]}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'demo', messages: [{ role: 'user', content: 'hi' }] }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty('choices');
    await client.call('stop', {});
    await exited;
    expect(engine.exitCode).toBe(0);
  });
});

function run(...program: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, program, {
    cwd: CHECKOUT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program.join(' ')} failed:\n${stdout}\n${stderr}`);
}

/** What the compiler makes of the sources of a folder. */
const builtFrom = (folder: string): readonly string[] =>
  filesOf(folder)
    .filter((file) => /\.c?ts$/.test(file))
    .map((file) => `dist/${file.replace(/\.cts$/, '.cjs').replace(/\.ts$/, '.js')}`);

const filesOf = (folder: string): readonly string[] =>
  readdirSync(join(CHECKOUT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(CHECKOUT.length + 1));

/** `@a/b` of `node_modules/@a/b/lib/c.js`; the innermost one. */
const packageOf = (file: string): string | undefined =>
  /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

/** Types and headers of C: nothing of them runs. */
const NOTHING_RUNS = /^(@types\/.*|undici-types|node-addon-api)$/;

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly os?: readonly string[] }>
  >;
}

/** By the lock file: not for development alone, and installed on this machine. */
function runtimePackages(): readonly string[] {
  const lock: Lock = JSON.parse(readFileSync(join(CHECKOUT, 'package-lock.json'), 'utf8'));
  const names = Object.entries(lock.packages).flatMap(([path, { dev }]) => {
    const name = packageOf(`${path}/`);
    const isWanted = dev !== true && existsSync(join(CHECKOUT, path, 'package.json'));
    return name === undefined || !isWanted || NOTHING_RUNS.test(name) ? [] : [name];
  });
  return [...new Set(names)];
}
