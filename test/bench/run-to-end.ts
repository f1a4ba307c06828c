import { once } from 'node:events';
import { spawnTracked, type Command } from './child-processes.ts';

export interface CommandResult {
  /** 127 when there is no such program. */
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a command to its end, however it ends. */
export async function runToEnd(command: Command, input = ''): Promise<CommandResult> {
  const child = spawnTracked(command);
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
  }
}
