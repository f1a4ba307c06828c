import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { confirmName } from './confirm-name.ts';
import { collect, given, wholeNumber } from './options.ts';
import { parseDuration } from './parse-moment.ts';
import {
  printDeliveries,
  printMintedWebhook,
  printWebhook,
  printWebhooks,
} from './print-webhooks.ts';
import { sayMs } from './say-amount.ts';
import { UsageError } from './usage-error.ts';

export function registerWebhookCommands(program: Command, open: () => Cli): void {
  const webhook = program
    .command('webhook')
    .description('Addresses that are told of events, by signed messages (Standard Webhooks)');
  registerCreate(webhook, open);
  registerReading(webhook, open);
  registerUpdate(webhook, open);
  registerRotate(webhook, open);
  registerTest(webhook, open);
  registerSwitches(webhook, open);
  registerDelete(webhook, open);
}

interface SettingOptions extends JsonOption {
  readonly events?: readonly string[];
}

const EVENTS = 'which, e.g. virtual_key.revoked or budget.*; may be repeated; all: every event';

/** `all` takes the limit away. */
const readEvents = (events: readonly string[] | undefined): string[] | null | undefined =>
  events?.includes('all') ? null : events && [...events];

function registerCreate(webhook: Command, open: () => Cli): void {
  webhook
    .command('create <url>')
    .description('Make one; its secret is shown this once')
    .requiredOption('--label <label>', 'what to call it')
    .option('--events <type>', EVENTS, collect)
    .option('--json', 'as JSON')
    .action(async (url: string, options: SettingOptions & { readonly label: string }) => {
      const cli = open();
      const made = await cli.client.call('webhooks.create', {
        label: options.label,
        url,
        ...given({ events: readEvents(options.events) }),
      });
      if (options.json) cli.print.json(made);
      else printMintedWebhook(cli, made);
    });
}

function registerReading(webhook: Command, open: () => Cli): void {
  webhook
    .command('list')
    .description('All webhooks')
    .option('--json', 'as JSON')
    .action(async ({ json }: JsonOption) => {
      const cli = open();
      const answer = await cli.client.call('webhooks.list', {});
      if (json) cli.print.json(answer);
      else printWebhooks(cli, answer.webhooks);
    });
  webhook
    .command('show <webhook>')
    .description('One webhook, by label or id')
    .option('--json', 'as JSON')
    .action(async (name: string, { json }: JsonOption) => {
      const cli = open();
      show(cli, await cli.client.call('webhooks.show', { webhook: name }), json === true);
    });
  webhook
    .command('deliveries <webhook>')
    .description('What was sent to it, newest first, and what came of it')
    .option('--limit <number>', 'how many', '20')
    .option('--json', 'as JSON')
    .action(async (name: string, { limit, json }: JsonOption & { readonly limit: string }) => {
      const cli = open();
      const answer = await cli.client.call('webhooks.deliveries', {
        webhook: name,
        limit: wholeNumber('--limit', limit, 1, 500),
      });
      if (json) cli.print.json(answer);
      else printDeliveries(cli, answer.deliveries);
    });
}

function registerUpdate(webhook: Command, open: () => Cli): void {
  webhook
    .command('update <webhook>')
    .description('Change where it goes and what it is told of')
    .option('--label <label>', 'what to call it')
    .option('--url <url>', 'where it goes')
    .option('--events <type>', EVENTS, collect)
    .option('--json', 'as JSON')
    .action(async (name: string, options: UpdateOptions) => {
      const { label, url } = options;
      const change = given({ label, url, events: readEvents(options.events) });
      if (Object.keys(change).length === 0) {
        throw new UsageError('Say what to change; see: latchport webhook update --help');
      }
      const cli = open();
      const changed = await cli.client.call('webhooks.update', { webhook: name, ...change });
      show(cli, changed, options.json === true);
    });
}

interface UpdateOptions extends SettingOptions {
  readonly label?: string;
  readonly url?: string;
}

function registerRotate(webhook: Command, open: () => Cli): void {
  webhook
    .command('rotate <webhook>')
    .description('Replace its secret; the former one signs too for a while')
    .option('--grace <duration>', 'for how long, at most 7d', '24h')
    .option('--json', 'as JSON')
    .action(async (name: string, options: JsonOption & { readonly grace: string }) => {
      const grace = parseDuration(options.grace);
      if (grace === null) throw new UsageError('--grace takes a duration such as 0s, 10m or 24h');
      const cli = open();
      const rotated = await cli.client.call('webhooks.rotate_secret', {
        webhook: name,
        grace_seconds: Math.round(grace / 1000),
      });
      if (options.json) cli.print.json(rotated);
      else printMintedWebhook(cli, rotated);
    });
}

function registerTest(webhook: Command, open: () => Cli): void {
  webhook
    .command('test <webhook>')
    .description('Send a test event now')
    .option('--json', 'as JSON')
    .action(async (name: string, { json }: JsonOption) => {
      const cli = open();
      const work = cli.client.call('webhooks.test', { webhook: name });
      const result = await cli.print.during(`Testing ${name}`, work);
      if (!result.is_delivered) cli.exitCode = 1;
      if (json) cli.print.json(result);
      else cli.print.line(`${name}: `, sayTest(result));
    });
}

function sayTest(result: OutputOf<'webhooks.test'>): string {
  const { error, http_status, duration_ms } = result;
  const status = http_status === null ? '' : ` (HTTP ${http_status})`;
  return error === null ? `taken in ${sayMs(duration_ms)}${status}` : `${error}${status}`;
}

function registerSwitches(webhook: Command, open: () => Cli): void {
  const switches = [
    ['pause', 'webhooks.pause', 'Send nothing until resumed', 'is paused'],
    ['resume', 'webhooks.resume', 'Send again', 'is told of events again'],
  ] as const;
  for (const [verb, operation, description, outcome] of switches) {
    webhook
      .command(`${verb} <webhook>`)
      .description(description)
      .option('--json', 'as JSON')
      .action(async (name: string, { json }: JsonOption) => {
        const cli = open();
        const changed = await cli.client.call(operation, { webhook: name });
        if (json) cli.print.json(changed);
        else cli.print.line(`${changed.label} ${outcome}.`);
      });
  }
}

function registerDelete(webhook: Command, open: () => Cli): void {
  webhook
    .command('delete <webhook>')
    .description('End it, with what is still to be sent')
    .option('--yes', 'do not ask')
    .option('--json', 'as JSON')
    .action(async (name: string, options: JsonOption & { readonly yes?: true }) => {
      const cli = open();
      const { id, label } = await cli.client.call('webhooks.show', { webhook: name });
      const what = `"${label}" is told of nothing more, and its secret is erased.`;
      if (!(await confirmName(cli, label, what, options.yes === true))) return;
      await cli.client.call('webhooks.delete', { webhook: id });
      if (options.json) cli.print.json({});
      else cli.print.line(`${label} is deleted.`);
    });
}

function show(cli: Cli, webhook: OutputOf<'webhooks.show'>, isJson: boolean): void {
  if (isJson) cli.print.json(webhook);
  else printWebhook(cli, webhook);
}
