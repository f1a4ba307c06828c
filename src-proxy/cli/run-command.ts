import type { Command } from 'commander';
import type { Cli } from './cli.ts';
import { childEnvironment } from './child-environment.ts';
import { leaseKey } from './lease-key.ts';
import { runChild } from './run-child.ts';
import { UsageError } from './usage-error.ts';

export function registerRunCommand(program: Command, open: () => Cli): void {
  program
    .command('run')
    .description('Run a program with a virtual key of its own, which ends with it')
    .requiredOption('--key <key>', 'the virtual key whose scope it gets, by label or id')
    .argument('<command...>', 'the program and its arguments, after --')
    .passThroughOptions()
    .action(async (words: readonly string[], options: { readonly key: string }) => {
      const cli = open();
      const [command = '', ...args] = words;
      if (command === '') throw new UsageError('Say which program to run, after --');
      cli.exitCode = await runWithKey(cli, options.key, command, args);
    });
}

/** The exit code of the program. */
async function runWithKey(
  cli: Cli,
  keyName: string,
  command: string,
  args: readonly string[],
): Promise<number> {
  const { proxy } = await cli.client.call('status', {});
  const lease = await leaseKey(cli, keyName, command);
  try {
    const address = proxy.addresses[0] ?? '';
    const environment = childEnvironment(cli.config.environment, command, address, lease.key);
    const outcome = await runChild(command, args, environment);
    if (outcome.problem !== null) cli.print.note(`error: ${command}: ${outcome.problem}`);
    return outcome.exitCode;
  } finally {
    await lease.end();
  }
}
