import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { endWithParent } from '../../src-proxy/end-with-parent.ts';

/** How the app ended: with a code to pass on, or so soon that it cannot have been the user's doing. */
export type DesktopEnd =
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'failed'; readonly because: string };

/** An app that lived this long did start. */
const STARTED_AFTER_MS = 3000;

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the app until it ends. Signals are passed on, each once: the app is in a group of its own, where a
 * terminal's Ctrl+C does not reach it a second time.
 */
export function runDesktop(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<DesktopEnd> {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = environment;
  const { promise, resolve } = Promise.withResolvers<DesktopEnd>();
  const startedAt = performance.now();
  const child = spawn(program, args, { stdio: 'inherit', env, detached: isPosix });
  let isToldToEnd = false;
  const passOn = (signal: NodeJS.Signals): void => {
    isToldToEnd = true;
    child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, passOn);
  endWithParent(() => passOn('SIGTERM'));
  const end = (how: DesktopEnd): void => {
    for (const signal of passedOn) process.removeListener(signal, passOn);
    resolve(how);
  };
  child.once('error', (error) => end({ kind: 'failed', because: error.message }));
  child.once('exit', (status, signal) => {
    const code = status ?? 128 + constants.signals[signal ?? 'SIGKILL'];
    const isTooSoon = performance.now() - startedAt < STARTED_AFTER_MS;
    if (code === 0 || isToldToEnd || !isTooSoon) return end({ kind: 'ended', code });
    end({ kind: 'failed', because: `it ended at once with ${signal ?? `code ${code}`}` });
  });
  return promise;
}

const isPosix = process.platform !== 'win32';
