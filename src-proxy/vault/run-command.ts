import { spawn, type ChildProcess } from 'node:child_process';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are one Windows command line, quoted already. */
  readonly isVerbatim?: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly platform: NodeJS.Platform;
}

export type CommandOutcome =
  | { readonly printed: Buffer }
  /** One of a few fixed phrases: nothing the command said. */
  | { readonly failure: string };

/**
 * Runs a program without a shell and gives what it printed. Its standard input is empty and its standard
 * error is thrown away, unread. When it is over its time or prints too much it is killed together with
 * whatever it started.
 */
export function runCommand(command: Command): Promise<CommandOutcome> {
  const { platform, maxBytes } = command;
  return new Promise((resolve) => {
    const child = spawn(command.file, command.args, {
      env: { ...command.environment },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: platform !== 'win32',
      windowsHide: true,
      windowsVerbatimArguments: command.isVerbatim ?? false,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (outcome: CommandOutcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const kill = (failure: string): void => {
      killTree(child, platform);
      end({ failure });
    };
    const timer = setTimeout(() => kill('timed out'), command.timeoutMs);
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) kill(`printed more than ${maxBytes} bytes`);
    });
    child.on('error', (error) => {
      const isAbsent = 'code' in error && error.code === 'ENOENT';
      end({ failure: isAbsent ? 'not found' : 'could not be started' });
    });
    child.on('close', (exitCode) => {
      if (exitCode === 0) end({ printed: Buffer.concat(chunks) });
      else end({ failure: exitCode === null ? 'was killed' : `exit code ${exitCode}` });
    });
  });
}

function killTree(child: ChildProcess, platform: NodeJS.Platform): void {
  child.stdout?.destroy();
  if (child.pid === undefined) return;
  if (platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
