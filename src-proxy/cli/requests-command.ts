import type { Command } from 'commander';
import type { InputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { follow } from './follow.ts';
import { choose, given, wholeNumber } from './options.ts';
import { dim } from './paint.ts';
import { parseMoment } from './parse-moment.ts';
import { printRequest, printRequests, sayRequest } from './print-requests.ts';
import { UsageError } from './usage-error.ts';

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
  const requests = program
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
      if (answer.requests.length === 0) return cli.print.line(sayNone(options));
      printRequests(cli, answer.requests);
      if (answer.next_before_id !== null) {
        cli.print.line(dim(`Older ones: latchport requests --before ${answer.next_before_id}`));
      }
    });
  requests
    .command('show <request>')
    .description('One request, by its id: answers carry it as x-latchport-request-id')
    .option('--json', 'as JSON')
    .action(async (request: string, { json }: JsonOption) => {
      const cli = open();
      const found = await cli.client.call('requests.show', { request });
      if (json) cli.print.json(found);
      else printRequest(cli, found);
    });
}

const isFiltered = (options: RequestOptions): boolean =>
  (['before', 'key', 'connection', 'model', 'outcome', 'since'] as const).some(
    (name) => options[name] !== undefined,
  );

function sayNone(options: RequestOptions): string {
  return isFiltered(options)
    ? 'No request is like that. All of them: latchport requests'
    : 'No requests yet. Point a tool at Latchport: latchport key create --label my-app';
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

/** What ends from now on. Filters would only hide what the reader waits for, so they are refused. */
async function followRequests(cli: Cli, options: RequestOptions): Promise<void> {
  if (isFiltered(options)) {
    throw new UsageError('--follow shows every request; leave the filters out');
  }
  await follow(cli, (message) => {
    if (message.type !== 'request') return;
    const { request } = message;
    if (options.json) cli.print.jsonLine(request);
    else cli.print.line(...sayRequest(request, cli.clock()));
  });
}
