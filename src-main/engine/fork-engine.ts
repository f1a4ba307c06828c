import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { utilityProcess } from 'electron';
import type { EngineChild } from './engine-child.ts';

const READY = 'latchport listening on ';
const PROBLEM = 'error: ';
/** How long after its end the last words of a process may take. */
const LAST_WORDS_MS = 500;

/** Starts an engine of the shell's own. Its log goes where the shell's goes. */
export function forkEngine(
  entry: string,
  environment: Record<string, string | undefined>,
): EngineChild {
  const child = utilityProcess.fork(entry, [], {
    env: environment,
    stdio: 'pipe',
    serviceName: 'Latchport engine',
  });
  const listening = Promise.withResolvers<void>();
  const spoken: Promise<unknown>[] = [];
  let reason: string | null = null;
  const read = (stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void => {
    if (stream === null) return;
    const lines = createInterface({ input: stream });
    lines.on('line', onLine);
    spoken.push(once(lines, 'close'));
  };
  read(child.stdout, (line) => {
    if (line.startsWith(READY)) listening.resolve();
  });
  read(child.stderr, (line) => {
    if (line.startsWith(PROBLEM)) reason = line.slice(PROBLEM.length);
    process.stderr.write(`${line}\n`);
  });
  const ended = new Promise<number>((resolve) => {
    child.once('exit', resolve);
  }).then(async (code) => {
    await Promise.race([Promise.all(spoken), sleep(LAST_WORDS_MS)]);
    return { code, reason };
  });
  return { listening: listening.promise, ended, kill: () => void child.kill() };
}
