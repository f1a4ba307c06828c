/**
 * Every process and folder the benchmark makes goes through here, so that none outlives it: not
 * after a failure, not after Ctrl-C.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processTree } from './measure/process-usage.ts';

const STOP_PATIENCE_MS = 3000;

const running = new Set<ChildProcess>();
const folders = new Set<string>();
/** From then on nothing new is started. */
let isStopping = false;

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** For tools that need the caller's own settings, such as its package registry. */
  readonly inheritsEnvironment?: boolean;
}

/** A child with piped output; what it says on stderr is kept for `failureOf`. */
export function spawnTracked(command: Command): ChildProcess & { readonly errors: string[] } {
  if (isStopping) throw new Error('The benchmark is being stopped.');
  const child = spawn(command.file, command.args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...(command.inheritsEnvironment === true ? process.env : plainEnvironment()),
      ...command.environment,
    },
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors.push(text);
    if (errors.length > 100) errors.shift();
  });
  return Object.assign(child, { errors });
}

/** Only what a program needs to start: no proxy variables, no Node options of the caller. */
function plainEnvironment(): Record<string, string> {
  const { PATH = '', HOME = tmpdir() } = process.env;
  return { PATH, HOME };
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = new AbortController();
  const late = delay(STOP_PATIENCE_MS, 'late', { signal: patience.signal }).catch(() => 'ended');
  if ((await Promise.race([ended, late])) === 'late' && child.pid !== undefined) {
    for (const pid of processTree(child.pid)) process.kill(pid, 'SIGKILL');
  }
  patience.abort();
  await ended;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchport-bench-'));
  folders.add(folder);
  return folder;
}

export async function stopEverything(): Promise<void> {
  isStopping = true;
  await Promise.all([...running].map(stopProcess));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

/** Ctrl-C, and a mistake in the benchmark itself, end it only after everything it started has ended. */
export function stopEverythingFirst(): void {
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => {
      if (!isStopping) end('Stopping what was started ...', exitCode);
    });
  }
  process.on('uncaughtException', (error) => end(error, 1));
}

function end(why: unknown, exitCode: number): void {
  console.error(why);
  void stopEverything().finally(() => process.exit(exitCode));
}
