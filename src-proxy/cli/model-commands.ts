import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';

type Model = OutputOf<'models.list'>['models'][number];
type Provider = OutputOf<'providers.list'>['providers'][number];

interface ModelOptions extends JsonOption {
  readonly connection?: string;
  readonly refresh?: true;
}

export function registerModelCommands(program: Command, open: () => Cli): void {
  program
    .command('models')
    .description('The models your connections list')
    .option('--connection <connection>', 'of one connection')
    .option('--refresh', 'ask the providers first')
    .option('--json', 'as JSON')
    .action((options: ModelOptions) => listModels(open(), options));
  program
    .command('providers')
    .description('What can be connected, and where its keys are made')
    .option('--json', 'as JSON')
    .action(async ({ json }: JsonOption) => {
      const cli = open();
      const answer = await cli.client.call('providers.list', {});
      if (json) cli.print.json(answer);
      else {
        cli.print.table<Provider>(
          [
            { title: 'PROVIDER', value: ({ id }) => id },
            { title: 'NAME', value: ({ name }) => name },
            { title: 'KIND', value: ({ kind }) => kind },
            { title: 'KEYS', value: ({ links }) => links?.keys ?? '-' },
          ],
          answer.providers,
        );
      }
    });
}

async function listModels(cli: Cli, options: ModelOptions): Promise<void> {
  const filter = options.connection === undefined ? {} : { connection: options.connection };
  if (options.refresh) await refresh(cli, filter);
  const answer = await cli.client.call('models.list', filter);
  if (options.json) cli.print.json(answer);
  else if (answer.models.length > 0) printModels(cli, answer.models);
  else cli.print.line('No models are listed. Ask the providers: latchport models --refresh');
}

/** A connection that fails keeps its former list; the others are renewed all the same. */
async function refresh(cli: Cli, filter: { readonly connection?: string }): Promise<void> {
  const work = cli.client.call('models.refresh', filter);
  const { connections } = await cli.print.during('Asking the providers', work);
  for (const { connection, error } of connections) {
    if (error === null) continue;
    cli.print.note(`${connection}: ${error.message}`);
    cli.exitCode = 1;
  }
}

function printModels({ print }: Cli, models: readonly Model[]): void {
  print.table<Model>(
    [
      { title: 'MODEL', value: ({ id }) => id },
      { title: 'NAME', value: ({ display_name }) => display_name ?? '-' },
      { title: 'CONNECTION', value: ({ connection }) => connection },
      { title: 'OWNER', value: ({ owned_by }) => owned_by ?? '-' },
    ],
    models,
  );
}
