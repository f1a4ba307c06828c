import type { Command } from 'commander';
import type { InputOf, OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { choose, given } from './options.ts';
import { dim } from './paint.ts';
import { parseMoment } from './parse-moment.ts';
import { registerRequestsCommand } from './requests-command.ts';
import { plural, sayCostOf, sayCount, sayMs } from './say-amount.ts';
import { sayTime } from './say-time.ts';
import { registerUsageExport, registerUsageRetention } from './usage-records-commands.ts';

type Summary = OutputOf<'usage.summary'>;
type Group = Summary['groups'][number];

interface UsageOptions extends JsonOption {
  readonly since: string;
  readonly until?: string;
  readonly by: string;
  readonly key?: string;
  readonly connection?: string;
  readonly model?: string;
  readonly workspace?: string;
}

const dimensions = [
  'key',
  'connection',
  'model',
  'day',
  'app',
  'environment',
  'tag',
  'workspace',
] as const;

export function registerUsageCommands(program: Command, open: () => Cli): void {
  const usage = program
    .command('usage')
    .description('Requests, tokens, cost and times')
    .option('--since <when>', 'a duration such as 7d, or a date', '7d')
    .option('--until <when>', 'a duration ago, or a date')
    .option('--by <dimension>', dimensions.join(', '), 'connection')
    .option('--key <key>', 'of one virtual key, by label or id')
    .option('--connection <connection>', 'through one connection')
    .option('--model <model>', 'of one model')
    .option('--workspace <workspace>', 'of one workspace')
    .option('--json', 'as JSON')
    .action(async (options: UsageOptions) => {
      const cli = open();
      const summary = await cli.client.call('usage.summary', readOptions(options, cli.clock()));
      if (options.json) cli.print.json(summary);
      else printSummary(cli, summary);
    });
  registerUsageExport(usage, open);
  registerUsageRetention(usage, open);
  registerRequestsCommand(program, open);
}

function readOptions(options: UsageOptions, now: number): InputOf<'usage.summary'> {
  const { since, until, key, connection, model, workspace } = options;
  return given({
    since: parseMoment('--since', since, now, 'ago'),
    until: until === undefined ? undefined : parseMoment('--until', until, now, 'ago'),
    by: choose('--by', options.by, dimensions),
    virtual_key: key,
    connection,
    model,
    workspace,
  });
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
      { title: 'CACHED', value: (g) => sayShare(g.cache_hit_share), align: 'right' },
      { title: 'OUTPUT', value: (g) => sayCount(g.output_tokens), align: 'right' },
      { title: 'COST', value: sayCostOf, align: 'right' },
      { title: 'FIRST BYTE', value: (g) => sayPercentiles(g.first_byte_ms), align: 'right' },
      { title: 'TOOK', value: (g) => sayPercentiles(g.total_ms), align: 'right' },
      { title: 'LAST', value: (g) => sayTime(g.last_request_at, now) },
    ],
    groups,
  );
  print.line();
  print.line(
    `${plural(total.requests, 'request')}, ${sayCount(total.input_tokens)} input and ${sayCount(total.output_tokens)} output tokens, cost ${sayCostOf(total)} `,
    dim(`since ${sayTime(since, now)}`),
  );
  print.line(dim('Times: what half of the requests took at most, and 95 of 100.'));
}

const sayShare = (share: number | null): string =>
  share === null ? '-' : `${Math.round(share * 100)} %`;

const sayPercentiles = (times: Group['total_ms']): string =>
  times === null ? '-' : `${sayMs(times.p50)}, ${sayMs(times.p95)}`;
