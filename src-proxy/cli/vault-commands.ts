import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { choose } from './options.ts';
import { yellow } from './paint.ts';
import { plural } from './say-amount.ts';
import { wrapWords } from './wrap-words.ts';

interface PassphraseOption extends JsonOption {
  readonly passphraseStdin?: true;
}

export function registerVaultCommands(program: Command, open: () => Cli): void {
  const vault = program.command('vault').description('Where the provider keys are kept');
  vault
    .command('status')
    .description('What protects the keys')
    .option('--json', 'as JSON')
    .action(async ({ json }: JsonOption) => {
      const cli = open();
      const status = await cli.client.call('vault.status', {});
      if (json) cli.print.json(status);
      else printVault(cli, status);
    });
  vault
    .command('rotate')
    .description('Seal every key anew under a new master key; requests go on')
    .option('--json', 'as JSON')
    .action(({ json }: JsonOption) => rotate(open(), json === true));
  vault
    .command('move <backend>')
    .description('Move every key to the keychain or the file vault')
    .option('--passphrase-stdin', 'read a passphrase for the file vault from standard input')
    .option('--json', 'as JSON')
    .action((backend: string, options: PassphraseOption) => move(open(), backend, options));
  vault
    .command('passphrase')
    .description('Set or change the passphrase of the file vault')
    .option('--passphrase-stdin', 'read it from standard input')
    .option('--remove', 'leave the vault to file permissions')
    .option('--json', 'as JSON')
    .action((options: PassphraseOption & { readonly remove?: true }) =>
      setPassphrase(open(), options),
    );
}

async function rotate(cli: Cli, isJson: boolean): Promise<void> {
  const work = cli.client.call('vault.rotate_master', {});
  const rotation = await cli.print.during('Sealing the keys anew', work);
  const { version, resealed, left } = rotation;
  if (isJson) cli.print.json(rotation);
  else cli.print.line(`Master key ${version}: ${plural(resealed, 'key')} sealed anew.`);
  if (left > 0) {
    cli.exitCode = 1;
    cli.print.note(
      `${plural(left, 'item')} could not be opened and stayed as it was, with its master key.`,
    );
  }
}

async function move(cli: Cli, backend: string, options: PassphraseOption): Promise<void> {
  const to = choose('backend', backend, ['keychain', 'file']);
  const passphrase = to === 'file' ? await askPassphrase(cli, options) : '';
  const work = cli.client.call('vault.move', { to, ...(passphrase === '' ? {} : { passphrase }) });
  const moved = await cli.print.during(`Moving the keys to the ${to} vault`, work);
  if (options.json) cli.print.json(moved);
  else {
    cli.print.line(`${plural(moved.moved, 'key')} moved.`);
    printVault(cli, moved.vault);
  }
  if (moved.not_erased > 0) {
    cli.exitCode = 1;
    cli.print.note(
      `${plural(moved.not_erased, 'copy', 'copies')} could not be erased from the former vault.`,
    );
  }
}

async function setPassphrase(
  cli: Cli,
  options: PassphraseOption & { readonly remove?: true },
): Promise<void> {
  const passphrase = options.remove
    ? null
    : options.passphraseStdin
      ? await cli.ask.piped()
      : await cli.ask.secret('New passphrase:', '--passphrase-stdin');
  const status = await cli.client.call('vault.set_passphrase', { passphrase });
  if (options.json) cli.print.json(status);
  else printVault(cli, status);
}

/** Empty: protected by file permissions only, which the status says aloud. */
async function askPassphrase(cli: Cli, options: PassphraseOption): Promise<string> {
  if (options.passphraseStdin) return cli.ask.piped();
  if (!cli.ask.isTerminal) return '';
  const message = 'Passphrase (empty: protected by file permissions only):';
  return cli.ask.secret(message, '--passphrase-stdin');
}

function printVault({ print }: Cli, status: OutputOf<'vault.status'>): void {
  for (const line of wrapWords(
    `${status.backend}: ${status.description}`,
    print.columns ?? Infinity,
  ))
    print.line(line);
  if (status.is_locked) print.line(yellow('Locked.'), ' Unlock it with: latchport unlock');
}
