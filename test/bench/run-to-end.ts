import { once } from 'node:events';
import { spawnTracked, stopProcess, type Command } from './child-processes.ts';

export interface CommandResult {
  /** 127 when there is no such program. */
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Longer than anything takes that still makes progress: an installation over a slow network. */
const PATIENCE_MS = 180_000;

/** Runs a command to its end, however it ends; one that does not is ended. */
export async function runToEnd(
  command: Command,
  input = '',
  patienceMs = PATIENCE_MS,
): Promise<CommandResult> {
  const child = spawnTracked(command);
  const late = setTimeout(() => {
    child.errors.push(`ended, since it took more than ${patienceMs / 1000} s`);
    void stopProcess(child);
  }, patienceMs);
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stdin?.on('error', () => {}).end(input);
  try {
    const [exitCode] = await once(child, 'close');
    return { exitCode: Number(exitCode ?? 1), output, errors: child.errors.join('') };
  } catch (error) {
    return { exitCode: 127, output, errors: String(error) };
  } finally {
    clearTimeout(late);
  }
}
