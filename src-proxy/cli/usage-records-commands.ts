import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { parseDuration, parseMoment } from './parse-moment.ts';
import { plural } from './say-amount.ts';
import { UsageError } from './usage-error.ts';

const DAY_MS = 86_400_000;

interface ExportOptions {
  readonly csv?: true;
  readonly json?: true;
  readonly since: string;
  readonly until?: string;
}

/** Single requests as a file on standard output, however many there are. */
export function registerUsageExport(usage: Command, open: () => Cli): void {
  usage
    .command('export')
    .description('Single requests, oldest first, for a spreadsheet or a program')
    .option('--csv', 'as CSV')
    .option('--json', 'as one JSON array')
    .option('--since <when>', 'a duration such as 30d, or a date', '7d')
    .option('--until <when>', 'a duration ago, or a date')
    .action(async ({ csv, json, since, until }: ExportOptions) => {
      if ((csv === true) === (json === true)) throw new UsageError('Say either --csv or --json');
      const cli = open();
      const now = cli.clock();
      const pieces = await cli.download(csv ? 'usage.export_csv' : 'usage.export_json', {
        since: parseMoment('--since', since, now, 'ago'),
        ...(until === undefined ? {} : { until: parseMoment('--until', until, now, 'ago') }),
      });
      // oxlint-disable-next-line no-await-in-loop -- a piece waits for the one before
      for await (const piece of pieces) await cli.print.piece(piece);
    });
}

export function registerUsageRetention(usage: Command, open: () => Cli): void {
  usage
    .command('retention [duration]')
    .description('How long single requests are kept (365d); forever is a duration too')
    .option('--json', 'as JSON')
    .action(async (duration: string | undefined, { json }: JsonOption) => {
      const cli = open();
      const retention =
        duration === undefined
          ? await cli.client.call('usage.show_retention', {})
          : await cli.client.call('usage.set_retention', { days: readDays(duration) });
      if (json) cli.print.json(retention);
      else cli.print.line(sayRetention(retention));
    });
}

/** @throws UsageError */
function readDays(text: string): number | null {
  if (text === 'forever') return null;
  const days = (parseDuration(text) ?? 0) / DAY_MS;
  if (!Number.isInteger(days) || days < 1) {
    throw new UsageError('Say whole days or weeks, such as 90d or 52w, or forever');
  }
  return days;
}

const sayRetention = ({ days }: OutputOf<'usage.show_retention'>): string =>
  `Single requests are kept ${days === null ? 'for ever' : `for ${plural(days, 'day')}`}; their sums in any case.`;
