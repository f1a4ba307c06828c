import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { given } from './options.ts';
import { sayTime } from './say-time.ts';

type Alias = OutputOf<'aliases.set'>;

interface AliasOptions extends JsonOption {
  readonly workspace?: string;
}

export function registerAliasCommands(program: Command, open: () => Cli): void {
  const alias = program
    .command('alias')
    .description('Names of your own for models: smart, cheap, local');
  common(alias.command('list'))
    .description('All aliases')
    .action(async ({ json, workspace }: AliasOptions) => {
      const cli = open();
      const answer = await cli.client.call('aliases.list', given({ workspace }));
      if (json) cli.print.json(answer);
      else printAliases(cli, answer.aliases);
    });
  common(alias.command('set <name> <models...>'))
    .description(
      'Say what it leads to, best first: connection/model, provider/model, a model id, self_hosted:model',
    )
    .action(async (name: string, targets: string[], { json, workspace }: AliasOptions) => {
      const cli = open();
      const input = { name, targets, ...given({ workspace }) };
      const set = await cli.client.call('aliases.set', input);
      if (json) cli.print.json(set);
      else cli.print.line(`${set.name} leads to ${set.targets.join(', then ')}.`);
    });
  common(alias.command('remove <name>'))
    .description('Remove it; calls that name it are refused from now on')
    .action(async (name: string, { json, workspace }: AliasOptions) => {
      const cli = open();
      await cli.client.call('aliases.remove', { name, ...given({ workspace }) });
      if (json) cli.print.json({});
      else cli.print.line(`${name} is removed.`);
    });
}

const common = (command: Command): Command =>
  command
    .option('--workspace <workspace>', 'of another workspace than the personal one')
    .option('--json', 'as JSON');

function printAliases({ print, clock }: Cli, aliases: readonly Alias[]): void {
  if (aliases.length === 0) {
    print.line('There are no aliases yet. Make one: latchport alias set smart personal/gpt-5');
    return;
  }
  const now = clock();
  print.table<Alias>(
    [
      { title: 'ALIAS', value: ({ name }) => name },
      { title: 'LEADS TO', value: ({ targets }) => targets.join(', ') },
      { title: 'SET', value: ({ updated_at }) => sayTime(updated_at, now) },
    ],
    aliases,
  );
}
