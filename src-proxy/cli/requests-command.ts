import type { Command } from 'commander';
import type { InputOf, OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { follow } from './follow.ts';
import { choose, given, wholeNumber } from './options.ts';
import { dim, green, red, yellow } from './paint.ts';
import { parseMoment } from './parse-moment.ts';
import type { Painted, Part } from './print.ts';
import { sayCost, sayCount } from './say-amount.ts';
import { sayClock } from './say-time.ts';
import { UsageError } from './usage-error.ts';

type Request = OutputOf<'requests.list'>['requests'][number];

interface RequestOptions extends JsonOption {
  readonly limit: string;
  readonly before?: string;
  readonly key?: string;
  readonly connection?: string;
  readonly model?: string;
  readonly outcome?: string;
  readonly since?: string;
  readonly follow?: true;
}

const outcomes = [
  'running',
  'ok',
  'client_gone',
  'upstream_error',
  'interrupted',
  'refused',
] as const;

export function registerRequestsCommand(program: Command, open: () => Cli): void {
  program
    .command('requests')
    .description('Single requests, newest first: who, where, how much')
    .option('--limit <number>', 'how many', '20')
    .option('--before <request>', 'the page after this one')
    .option('--key <key>', 'of one virtual key, by label or id')
    .option('--connection <connection>', 'through one connection')
    .option('--model <model>', 'of one model')
    .option('--outcome <outcome>', outcomes.join(', '))
    .option('--since <when>', 'a duration such as 1h, or a date')
    .option('--follow', 'show requests as they end, until interrupted')
    .option('--json', 'as JSON; with --follow one line each')
    .action(async (options: RequestOptions) => {
      const cli = open();
      if (options.follow) return followRequests(cli, options);
      const answer = await cli.client.call('requests.list', readOptions(options, cli.clock()));
      if (options.json) return cli.print.json(answer);
      if (answer.requests.length === 0) return cli.print.line('No requests yet.');
      printRequests(cli, answer.requests);
      if (answer.next_before_id !== null) {
        cli.print.line(dim(`Older ones: latchport requests --before ${answer.next_before_id}`));
      }
    });
}

function readOptions(options: RequestOptions, now: number): InputOf<'requests.list'> {
  const { before, key, connection, model, outcome, since } = options;
  return given({
    limit: wholeNumber('--limit', options.limit, 1, 500),
    before_id: before,
    virtual_key: key,
    connection,
    model,
    outcome: outcome === undefined ? undefined : choose('--outcome', outcome, outcomes),
    since: since === undefined ? undefined : parseMoment('--since', since, now, 'ago'),
  });
}

function printRequests({ print, clock }: Cli, requests: readonly Request[]): void {
  const now = clock();
  print.table<Request>(
    [
      { title: 'TIME', value: ({ started_at }) => sayClock(started_at, now) },
      { title: 'KEY', value: (r) => r.virtual_key_label ?? r.virtual_key_id },
      { title: 'CONNECTION', value: ({ connection }) => connection ?? '-' },
      { title: 'MODEL', value: sayModel },
      { title: 'OUTCOME', value: paintOutcome },
      { title: 'INPUT', value: ({ input_tokens }) => sayCount(input_tokens), align: 'right' },
      { title: 'OUTPUT', value: ({ output_tokens }) => sayCount(output_tokens), align: 'right' },
      { title: 'COST', value: sayRequestCost, align: 'right' },
      { title: 'TOOK', value: sayDuration, align: 'right' },
    ],
    requests,
  );
}

/** What ends from now on. Filters would only hide what the reader waits for, so they are refused. */
async function followRequests(cli: Cli, options: RequestOptions): Promise<void> {
  const { before, key, connection, model, outcome, since } = options;
  if ([before, key, connection, model, outcome, since].some((option) => option !== undefined)) {
    throw new UsageError('--follow shows every request; leave the filters out');
  }
  await follow(cli, (message) => {
    if (message.type !== 'request') return;
    const { request } = message;
    if (options.json) cli.print.jsonLine(request);
    else cli.print.line(...sayRequest(request, cli.clock()));
  });
}

const sayRequest = (request: Request, now: number): readonly Part[] => [
  dim(sayClock(request.started_at, now)),
  `  ${request.virtual_key_label ?? request.virtual_key_id}  ${request.connection ?? '-'}  ${sayModel(request)}  `,
  paintOutcome(request),
  `  ${sayCount(request.input_tokens)} in, ${sayCount(request.output_tokens)} out  ${sayRequestCost(request)}  ${sayDuration(request)}`,
];

const sayModel = ({ served_model, requested_model }: Request): string =>
  served_model ?? requested_model ?? '-';

/** A request without tokens has no cost to know. */
const sayRequestCost = ({ cost_usd, input_tokens }: Request): string =>
  cost_usd === null && input_tokens === null ? '-' : sayCost(cost_usd);

function sayDuration({ started_at, ended_at }: Request): string {
  if (ended_at === null) return '-';
  const ms = Date.parse(ended_at) - Date.parse(started_at);
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function paintOutcome({ outcome, status, error_code }: Request): Painted {
  const why = error_code ?? (status === null || outcome === 'ok' ? null : String(status));
  const text = why === null ? outcome : `${outcome} (${why})`;
  if (outcome === 'ok') return green(text);
  return outcome === 'running' || outcome === 'client_gone' ? yellow(text) : red(text);
}
