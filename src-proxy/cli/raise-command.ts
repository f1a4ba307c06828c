import type { Command } from 'commander';
import type { Cli, JsonOption } from './cli.ts';
import { parseBudget } from './parse-budget.ts';
import { parseUntil } from './parse-moment.ts';
import { printKey } from './print-keys.ts';

export function registerRaiseCommand(key: Command, open: () => Cli): void {
  key
    .command('raise <key> <budget>')
    .description('Raise a budget for a while, e.g. 10/day; the raise ends by itself')
    .requiredOption('--until <when>', 'tonight, tomorrow, a duration such as 3h, or a date')
    .option('--json', 'as JSON')
    .action(
      async (name: string, budget: string, options: JsonOption & { readonly until: string }) => {
        const cli = open();
        const raised = await cli.client.call('virtual_keys.raise', {
          virtual_key: name,
          ...parseBudget('raise', budget),
          until: parseUntil('--until', options.until, cli.clock()),
        });
        if (options.json) cli.print.json(raised);
        else printKey(cli, raised);
      },
    );
}
