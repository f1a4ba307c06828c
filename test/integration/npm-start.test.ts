/** What `npm start` starts: the app where there is an Electron, else the engine and why. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

const ROOT = join(import.meta.dirname, '../..');
const START = 'dist/src-main/launch/start.js';
const run = promisify(execFile);

interface Started {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<unknown>;
}

/** As npm does it, from a data folder of its own and without a display unless `environment` names one. */
async function start(
  environment: Readonly<Record<string, string>> = {},
  words: readonly string[] = [],
): Promise<Started> {
  const home = await temporaryFolder();
  const child = spawn(process.execPath, [join(ROOT, START), ...words], {
    env: {
      PATH: process.env['PATH'],
      LATCHPORT_HOME: home,
      LATCHPORT_VAULT: 'file',
      LATCHPORT_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

test('npm start is what is tried here', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(scripts.start).toBe(`npm run -s build 1>&2 && node ${START}`);
});

describe.runIf(process.platform === 'linux')('where nothing can be shown', () => {
  test('says why in one line, and starts the engine with a call that works when pasted', async () => {
    const { child, stdout, stderr, ended } = await start();
    await waitUntil('it has said all', () => stdout().includes('\nSettings page: '));
    expect(stderr()).toBe(
      'Latchport starts without a window: there is no display here (DISPLAY and WAYLAND_DISPLAY are not set).\n',
    );
    expect(stdout()).toMatch(/^latchport listening on http:\/\/127\.0\.0\.1:\d+\n/);
    const [pasted = ''] = /^ {2}curl (?:.*\\\n)*.*$/m.exec(stdout()) ?? [];
    const answer = await run('bash', ['-c', pasted], { env: { PATH: process.env['PATH'] } });
    expect(JSON.parse(answer.stdout)).toHaveProperty('choices');
    child.kill('SIGTERM');
    await ended;
    expect(child.exitCode).toBe(0);
  });

  test('hands its arguments and exit codes on', async () => {
    const { child, stdout, stderr, ended } = await start({}, ['--port', 'banana']);
    await ended;
    expect(child.exitCode).toBe(2);
    expect(stdout()).toBe('');
    expect(stderr()).toMatch(/\nerror: --port: .*\n$/);
  });
});

/** A folder with a program in the place of Electron's, of Node's unless `shell` says otherwise. */
async function electronThat(does: string, shell = process.execPath): Promise<string> {
  const folder = await temporaryFolder();
  const program = `#!${shell}\n${does}\n`;
  await writeFile(join(folder, 'electron'), program, { mode: 0o755 });
  return folder;
}

const withElectron = async (does: string, shell?: string): Promise<Record<string, string>> => ({
  DISPLAY: ':of-the-test',
  ELECTRON_RUN_AS_NODE: '1',
  ELECTRON_OVERRIDE_DIST_PATH: await electronThat(does, shell),
});

const SAY_ARGUMENTS = `console.log(JSON.stringify({
  args: process.argv.slice(2),
  isNode: 'ELECTRON_RUN_AS_NODE' in process.env,
}));`;

describe.runIf(process.platform === 'linux')('where there is an Electron and a display', () => {
  test('starts the app in it, and says nothing of its own', async () => {
    const { child, stdout, stderr, ended } = await start(await withElectron(SAY_ARGUMENTS), [
      '--hidden',
    ]);
    await ended;
    const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    expect(JSON.parse(stdout())).toEqual({
      args: [...flags, `${ROOT}/`, '--hidden'],
      isNode: false,
    });
    expect({ code: child.exitCode, stderr: stderr() }).toEqual({ code: 0, stderr: '' });
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on, once, and the exit code back',
    async (signal) => {
      const waits = `let times = 0;
        process.on('${signal}', () => { times += 1; setTimeout(() => process.exit(40 + times), 300); });
        setInterval(() => undefined, 1000);
        console.log('up');`;
      const { child, stdout, stderr, ended } = await start(await withElectron(waits));
      await waitUntil('it is up', () => stdout() === 'up\n');
      child.kill(signal);
      await ended;
      expect({ code: child.exitCode, stderr: stderr() }).toEqual({ code: 41, stderr: '' });
    },
  );

  test('passes on how an app ended that had started', async () => {
    const waits = `setTimeout(() => process.exit(7), 3500);`;
    const { child, stdout, ended } = await start(await withElectron(waits));
    await ended;
    expect({ code: child.exitCode, stdout: stdout() }).toEqual({ code: 7, stdout: '' });
  });

  test('starts the engine alone when Electron does not run here', async () => {
    const fails = `echo 'libgtk-3.so.0: no such file' >&2; exit 127`;
    const { stdout, stderr } = await start(await withElectron(fails, '/bin/sh'));
    await waitUntil('it has said all', () => stdout().includes('\nSettings page: '));
    expect(stderr()).toBe(
      'libgtk-3.so.0: no such file\nLatchport starts without a window: Electron does not run: it ended at once with code 127.\n',
    );
  });

  test('LATCHPORT_HEADLESS=1 starts the engine alone', async () => {
    const environment = { ...(await withElectron(SAY_ARGUMENTS)), LATCHPORT_HEADLESS: '1' };
    const { stdout, stderr } = await start(environment);
    await waitUntil('it has said all', () => stdout().includes('\nSettings page: '));
    expect(stdout()).toMatch(/^latchport listening on /);
    expect(stderr()).toBe('Latchport starts without a window: LATCHPORT_HEADLESS says so.\n');
  });
});
