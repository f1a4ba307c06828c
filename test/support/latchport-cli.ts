import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait-until.ts';

const BUILT = join(import.meta.dirname, '../../dist/src-proxy/cli/latchport.js');

interface FinishedCommand {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunningCommand {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly finished: Promise<FinishedCommand>;
}

export interface LatchportCli {
  readonly home: string;
  /** Starts the built program with a data folder of this test's own; it is killed with the test. */
  start(words: readonly string[], options?: StartOptions): RunningCommand;
  run(words: readonly string[], options?: StartOptions): Promise<FinishedCommand>;
  /** A running engine; gives the base address of its proxy. */
  serve(...words: readonly string[]): Promise<RunningCommand & { readonly base: string }>;
}

interface StartOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** `environment` is what every command gets beside its data folder. */
export async function latchportCli(
  environment: Readonly<Record<string, string>> = {},
): Promise<LatchportCli> {
  const home = await temporaryFolder();
  const start: LatchportCli['start'] = (words, options = {}) =>
    startProgram(home, words, {
      ...options,
      environment: { ...environment, ...options.environment },
    });
  return {
    home,
    start,
    run: (words, options) => start(words, options).finished,
    serve: async (...words) => {
      const running = start(['serve', '--port', '0', ...words]);
      await waitUntil('the engine says where it listens', () => {
        if (running.child.exitCode !== null) throw new Error(running.stderr());
        return running.stdout().includes('\n');
      });
      const [, base = ''] = /^latchport listening on (\S+)\n/.exec(running.stdout()) ?? [];
      return { ...running, base };
    },
  };
}

function startProgram(
  home: string,
  words: readonly string[],
  { input, environment }: StartOptions,
): RunningCommand {
  const child = spawn(process.execPath, [BUILT, ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      LATCHPORT_HOME: home,
      LATCHPORT_VAULT: 'file',
      ...environment,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end(input ?? '');
  const finished = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  });
  return { child, stdout: () => stdout, stderr: () => stderr, finished };
}
