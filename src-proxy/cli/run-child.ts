import { spawn } from 'node:child_process';
import { constants } from 'node:os';

export interface ChildOutcome {
  /** As a shell tells it: 128 and the number of the signal that ended it, 126 and 127 when it could not run. */
  readonly exitCode: number;
  readonly problem: string | null;
}

const forwarded = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a program in this terminal. Signals go on to it, so that what follows its end still happens. */
export function runChild(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ChildOutcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: environment });
    const pass = (signal: NodeJS.Signals): void => {
      if (!isFromTerminal(signal)) child.kill(signal);
    };
    for (const signal of forwarded) process.on(signal, pass);
    const finish = (outcome: ChildOutcome): void => {
      for (const signal of forwarded) process.off(signal, pass);
      resolve(outcome);
    };
    child.once('error', (error) => finish(couldNotRun(error)));
    child.once('exit', (code, signal) =>
      finish({ exitCode: code ?? 128 + (signal ? constants.signals[signal] : 0), problem: null }),
    );
  });
}

/** A terminal sends these to the child itself, being in the same process group. */
function isFromTerminal(signal: NodeJS.Signals): boolean {
  return process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT');
}

function couldNotRun(error: Error): ChildOutcome {
  const isMissing = 'code' in error && error.code === 'ENOENT';
  return isMissing
    ? { exitCode: 127, problem: 'there is no such program' }
    : { exitCode: 126, problem: 'could not be started' };
}
