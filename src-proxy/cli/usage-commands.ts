import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { choose } from './options.ts';
import { dim } from './paint.ts';
import { parseMoment } from './parse-moment.ts';
import { registerRequestsCommand } from './requests-command.ts';
import { plural, sayCostOf, sayCount } from './say-amount.ts';
import { sayTime } from './say-time.ts';

type Summary = OutputOf<'usage.summary'>;
type Group = Summary['groups'][number];

interface UsageOptions extends JsonOption {
  readonly since: string;
  readonly until?: string;
  readonly by: string;
}

const dimensions = ['key', 'connection', 'model', 'day', 'app', 'environment'] as const;

export function registerUsageCommands(program: Command, open: () => Cli): void {
  program
    .command('usage')
    .description('Requests, tokens and cost')
    .option('--since <when>', 'a duration such as 7d, or a date', '7d')
    .option('--until <when>', 'a duration ago, or a date')
    .option('--by <dimension>', dimensions.join(', '), 'connection')
    .option('--json', 'as JSON')
    .action(async (options: UsageOptions) => {
      const cli = open();
      const now = cli.clock();
      const { since, until } = options;
      const summary = await cli.client.call('usage.summary', {
        since: parseMoment('--since', since, now, 'ago'),
        ...(until === undefined ? {} : { until: parseMoment('--until', until, now, 'ago') }),
        by: choose('--by', options.by, dimensions),
      });
      if (options.json) cli.print.json(summary);
      else printSummary(cli, summary);
    });
  registerRequestsCommand(program, open);
}

function printSummary({ print, clock }: Cli, { total, groups, by, since }: Summary): void {
  const now = clock();
  if (total.requests === 0) {
    print.line(
      `No requests since ${sayTime(since, now)}. Point a tool at Latchport: latchport key create --label my-app`,
    );
    return;
  }
  print.table<Group>(
    [
      { title: by.toUpperCase(), value: ({ name, id }) => name ?? id ?? '(none)' },
      { title: 'REQUESTS', value: ({ requests }) => sayCount(requests), align: 'right' },
      { title: 'FAILED', value: (g) => sayCount(g.failed_requests), align: 'right' },
      { title: 'INPUT', value: (g) => sayCount(g.input_tokens), align: 'right' },
      { title: 'CACHED', value: (g) => sayCount(g.cached_input_tokens), align: 'right' },
      { title: 'OUTPUT', value: (g) => sayCount(g.output_tokens), align: 'right' },
      { title: 'COST', value: sayCostOf, align: 'right' },
      { title: 'LAST', value: (g) => sayTime(g.last_request_at, now) },
    ],
    groups,
  );
  print.line();
  print.line(
    `${plural(total.requests, 'request')}, ${sayCount(total.input_tokens)} input and ${sayCount(total.output_tokens)} output tokens, cost ${sayCostOf(total)} `,
    dim(`since ${sayTime(since, now)}`),
  );
}
