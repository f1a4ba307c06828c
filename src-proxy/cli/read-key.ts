/**
 * How a provider key reaches the command line: typed at a hidden prompt, piped in, or as a reference to
 * where it is kept. Arguments are seen by every process of this machine and stay in the shell's history.
 */
import type { Command } from 'commander';
import type { Cli } from './cli.ts';
import { UsageError } from './usage-error.ts';

export interface KeyOptions {
  readonly keyStdin?: true;
  readonly keyRef?: string;
  readonly key?: string | true;
}

export interface KeyGiven {
  readonly provider_key?: string;
  readonly key_reference?: string;
}

const INSTEAD = '--key-stdin or --key-ref';

export function addKeyOptions(command: Command): Command {
  return command
    .option('--key-stdin', 'read the provider key from standard input')
    .option(
      '--key-ref <reference>',
      'keep the key elsewhere: env:NAME, op://vault/item/field, exec:command',
    )
    .addOption(command.createOption('--key [key]').hideHelp());
}

/** Nothing when neither was given. @throws UsageError for a key as an argument */
export async function readGivenKey(cli: Cli, options: KeyOptions): Promise<KeyGiven | null> {
  if (options.key !== undefined) {
    throw new UsageError(
      `A key as an argument would be seen by other programs and kept in your shell's history. Leave --key out to be asked for it, or use ${INSTEAD}. If you did type a real key, consider it leaked.`,
    );
  }
  if (options.keyStdin && options.keyRef !== undefined) {
    throw new UsageError('Use either --key-stdin or --key-ref.');
  }
  if (options.keyRef !== undefined) return { key_reference: options.keyRef };
  return options.keyStdin ? { provider_key: await cli.ask.piped() } : null;
}

export async function askKey(cli: Cli, whose: string): Promise<KeyGiven> {
  return { provider_key: await cli.ask.secret(`Provider key of ${whose}:`, INSTEAD) };
}
