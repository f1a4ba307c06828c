import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { follow } from './follow.ts';
import { wholeNumber } from './options.ts';
import { dim } from './paint.ts';
import { sayClock } from './say-time.ts';

type LoggedEvent = OutputOf<'events.list'>['events'][number];

interface EventOptions extends JsonOption {
  readonly limit: string;
  readonly follow?: true;
}

export function registerEventCommands(program: Command, open: () => Cli): void {
  program
    .command('events')
    .description('The audit log: what was changed, when, and through which door')
    .option('--limit <number>', 'how many of the latest', '20')
    .option('--follow', 'go on as they happen, until interrupted')
    .option('--json', 'as JSON; with --follow one line each')
    .action((options: EventOptions) => showEvents(open(), options));
}

async function showEvents(cli: Cli, options: EventOptions): Promise<void> {
  const limit = wholeNumber('--limit', options.limit, 1, 500);
  const answer = await cli.client.call('events.list', { limit });
  if (options.json && !options.follow) return cli.print.json(answer);
  const show = (event: LoggedEvent): void =>
    options.json ? cli.print.jsonLine(event) : printEvent(cli, event);
  if (!options.follow) return showPast(cli, answer.events);
  for (const event of answer.events) show(event);
  await follow(
    cli,
    (message) => {
      if (message.type === 'event') show(message.event);
    },
    answer.events.at(-1)?.id ?? 0,
  );
}

function showPast(cli: Cli, events: readonly LoggedEvent[]): void {
  if (events.length === 0) cli.print.note('Nothing has happened yet.');
  else printEvents(cli, events);
}

function printEvents({ print, clock }: Cli, events: readonly LoggedEvent[]): void {
  const now = clock();
  print.table<LoggedEvent>(
    [
      { title: 'TIME', value: ({ at }) => dim(sayClock(at, now)) },
      { title: 'EVENT', value: ({ type }) => type },
      { title: 'BY', value: ({ actor }) => actor },
      { title: 'WHAT', value: (event) => dim(sayFacts(event)) },
    ],
    events,
  );
}

/** One that comes after those, whose widths are not known. */
const printEvent = ({ print, clock }: Cli, event: LoggedEvent): void =>
  print.line(
    dim(sayClock(event.at, clock())),
    `  ${event.type.padEnd(24)}  ${event.actor.padEnd(7)}  `,
    dim(sayFacts(event)),
  );

const sayFacts = ({ data }: LoggedEvent): string =>
  Object.entries(data)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('  ');
