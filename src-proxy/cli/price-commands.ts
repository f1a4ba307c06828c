import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { given } from './options.ts';
import { dim } from './paint.ts';
import { sayCount } from './say-amount.ts';
import { sayClock } from './say-time.ts';
import { UsageError } from './usage-error.ts';

type Listed = OutputOf<'prices.list'>;
type Found = OutputOf<'prices.show'>;

interface SetOptions extends JsonOption {
  readonly input: string;
  readonly output: string;
  readonly cached?: string;
  readonly cacheWrite?: string;
  readonly perCall?: string;
}

export function registerPriceCommands(program: Command, open: () => Cli): void {
  const price = program
    .command('price')
    .description('What models cost, in USD for a million tokens');
  registerReading(price, open);
  registerSet(price, open);
  registerRemove(price, open);
  registerUpdate(price, open);
}

function registerReading(price: Command, open: () => Cli): void {
  price
    .command('list')
    .description('The prices you have set, and how old the price list is')
    .option('--json', 'as JSON')
    .action(async ({ json }: JsonOption) => {
      const cli = open();
      const answer = await cli.client.call('prices.list', {});
      if (json) cli.print.json(answer);
      else printOwn(cli, answer);
    });
  price
    .command('show <model>')
    .description('What a model costs now, at every provider the list knows it of')
    .option('--json', 'as JSON')
    .action(async (model: string, { json }: JsonOption) => {
      const cli = open();
      const found = await cli.client.call('prices.show', { model });
      if (json) cli.print.json(found);
      else printFound(cli, found);
    });
}

function registerSet(price: Command, open: () => Cli): void {
  price
    .command('set <model>')
    .description('Set a price of your own for a model or provider/model; it wins over the list')
    .requiredOption('--input <usd>', 'for a million input tokens')
    .requiredOption('--output <usd>', 'for a million output tokens')
    .option('--cached <usd>', 'for a million input tokens read from a cache')
    .option('--cache-write <usd>', 'for a million input tokens written to a cache')
    .option('--per-call <usd>', 'for a call, whatever its size')
    .option('--json', 'as JSON')
    .action(async (model: string, options: SetOptions) => {
      const cli = open();
      const input = {
        model,
        input: readUsd('--input', options.input),
        output: readUsd('--output', options.output),
        ...given({
          cached_input: readOptional('--cached', options.cached),
          cache_write: readOptional('--cache-write', options.cacheWrite),
          per_call: readOptional('--per-call', options.perCall),
        }),
      };
      const own = await cli.client.call('prices.set', input);
      if (options.json) cli.print.json(own);
      else {
        cli.print.line(`${own.model} costs ${usd(own.input)} in, ${usd(own.output)} out.`);
      }
    });
}

function registerRemove(price: Command, open: () => Cli): void {
  price
    .command('remove <model>')
    .description('Remove a price of your own; the list holds again')
    .option('--json', 'as JSON')
    .action(async (model: string, { json }: JsonOption) => {
      const cli = open();
      await cli.client.call('prices.remove', { model });
      if (json) cli.print.json({});
      else cli.print.line(`Your price of ${model} is removed.`);
    });
}

function registerUpdate(price: Command, open: () => Cli): void {
  price
    .command('update')
    .description('Fetch the price list anew from github.com/pydantic/genai-prices')
    .option('--bundled', 'go back to the list this version came with')
    .option('--json', 'as JSON')
    .action(async ({ json, bundled }: JsonOption & { readonly bundled?: true }) => {
      const cli = open();
      const work = cli.client.call('prices.update', { use_bundled: bundled === true });
      const answer = await cli.print.during('Fetching the price list', work);
      if (json) cli.print.json(answer);
      else cli.print.line(sayList(answer.list, cli.clock()));
    });
}

function printOwn({ print, clock }: Cli, { own, list }: Listed): void {
  if (own.length === 0) {
    print.line(
      'You have set no prices. Set one: latchport price set gpt-5 --input 1.25 --output 10',
    );
  } else {
    print.table<Listed['own'][number]>(
      [
        { title: 'MODEL', value: ({ model }) => model },
        { title: 'INPUT', value: ({ input }) => usd(input), align: 'right' },
        { title: 'CACHED', value: (p) => usd(p.cached_input ?? p.input), align: 'right' },
        { title: 'CACHE WRITE', value: (p) => usd(p.cache_write ?? p.input), align: 'right' },
        { title: 'OUTPUT', value: ({ output }) => usd(output), align: 'right' },
        { title: 'A CALL', value: ({ per_call }) => usd(per_call), align: 'right' },
      ],
      own,
    );
  }
  print.line(dim(sayList(list, clock())));
}

/** A row for each band of each provider. */
function printFound({ print, clock }: Cli, { model, prices, list }: Found): void {
  if (prices.length === 0) {
    print.line(
      `Nobody knows what ${model} costs. Set its price: latchport price set ${model} --input 3 --output 15`,
    );
  } else {
    const rows = prices.flatMap((price) => price.rates.map((rate) => ({ ...price, ...rate })));
    print.table<(typeof rows)[number]>(
      [
        { title: 'PROVIDER', value: ({ provider }) => provider ?? 'any' },
        { title: 'ABOVE', value: ({ above }) => (above === 0 ? '' : `${sayCount(above)} in`) },
        { title: 'INPUT', value: ({ input }) => usd(input), align: 'right' },
        { title: 'CACHED', value: ({ cached_input }) => usd(cached_input), align: 'right' },
        { title: 'CACHE WRITE', value: ({ cache_write }) => usd(cache_write), align: 'right' },
        { title: 'OUTPUT', value: ({ output }) => usd(output), align: 'right' },
        { title: 'A CALL', value: ({ per_call }) => usd(per_call), align: 'right' },
        { title: 'SOURCE', value: ({ source }) => source },
      ],
      rows,
    );
  }
  print.line(dim(sayList(list, clock())));
}

const sayList = ({ fetched_at }: Listed['list'], now: number): string =>
  fetched_at === null
    ? 'Price list: as this version came with it. Fetch a newer one: latchport price update'
    : `Price list: fetched ${sayClock(fetched_at, now)}.`;

const usd = (amount: number): string => `$${Number(amount.toPrecision(6))}`;

function readUsd(option: string, text: string): number {
  if (/^\d{1,7}(\.\d{1,9})?$/.test(text)) return Number(text);
  throw new UsageError(`${option} takes USD for a million tokens, such as 3 or 0.25`);
}

const readOptional = (option: string, text: string | undefined): number | undefined =>
  text === undefined ? undefined : readUsd(option, text);
