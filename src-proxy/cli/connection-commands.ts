import type { Command } from 'commander';
import type { Cli, JsonOption } from './cli.ts';
import { addConnection, rotateConnection } from './connection-keys.ts';
import {
  addSettingOptions,
  readSettingOptions,
  type SettingOptions,
} from './connection-settings.ts';
import { confirmName } from './confirm-name.ts';
import { given } from './options.ts';
import { printConnection, printConnections, sayChecked } from './print-connections.ts';
import { addKeyOptions, type KeyOptions } from './read-key.ts';
import { readTier } from './read-tier.ts';
import { sayTier } from './say-health.ts';
import { UsageError } from './usage-error.ts';

export function registerConnectionCommands(program: Command, open: () => Cli): void {
  const connection = program
    .command('connection')
    .description('The provider accounts that pay for your calls');
  registerReading(connection, open);
  registerKeys(connection, open);
  registerSwitches(connection, open);
  registerTier(connection, open);
  registerUpdate(connection, open);
  registerDisconnect(connection, open);
}

function registerReading(connection: Command, open: () => Cli): void {
  connection
    .command('list')
    .description('All connections')
    .option('--workspace <workspace>', 'of this workspace alone')
    .option('--json', 'as JSON')
    .action(async ({ json, workspace }: JsonOption & { readonly workspace?: string }) => {
      const cli = open();
      const answer = await cli.client.call('connections.list', given({ workspace }));
      if (json) cli.print.json(answer);
      else printConnections(cli, answer.connections);
    });
  connection
    .command('show <connection>')
    .description('One connection, by slug, label or id')
    .option('--json', 'as JSON')
    .action(async (name: string, { json }: JsonOption) => {
      const cli = open();
      const found = await cli.client.call('connections.show', { connection: name });
      if (json) cli.print.json(found);
      else printConnection(cli, found);
    });
  connection
    .command('test <connection>')
    .description('Try its provider key now')
    .option('--json', 'as JSON')
    .action(async (name: string, { json }: JsonOption) => {
      const cli = open();
      const work = cli.client.call('connections.test', { connection: name });
      const answer = await cli.print.during(`Testing ${name}`, work);
      const { result } = answer;
      if (result.validation_status === 'invalid' || result.validation_status === 'unreachable') {
        cli.exitCode = 1;
      }
      if (json) cli.print.json(answer);
      else {
        cli.print.line(`${answer.connection.slug}: `, ...sayChecked(result));
        if (result.error !== null) cli.print.note(result.error.message);
      }
    });
}

function registerKeys(connection: Command, open: () => Cli): void {
  const add = connection
    .command('add <provider>')
    .description('Connect an account; its key is asked for, tried, and kept in the vault')
    .requiredOption('--label <label>', 'what to call it')
    .option('--workspace <workspace>', 'in another workspace than the personal one')
    .option('--default', 'make it the first choice of its provider')
    .option('--no-validate', 'save without trying the key')
    .option('--json', 'as JSON')
    .action((provider: string, options: AddOptions) => addConnection(open(), provider, options));
  addSettingOptions(addKeyOptions(add));
  const rotate = connection
    .command('rotate <connection>')
    .description('Replace its provider key; running requests finish with the former one')
    .option('--no-validate', 'save without trying the key')
    .option('--json', 'as JSON')
    .action((name: string, options: RotateOptions) => rotateConnection(open(), name, options));
  addKeyOptions(rotate);
}

export interface RotateOptions extends JsonOption, KeyOptions {
  readonly validate: boolean;
}

export interface AddOptions extends RotateOptions, SettingOptions {
  readonly label: string;
  readonly workspace?: string;
  readonly default?: true;
}

const switches = [
  ['enable', 'connections.enable', 'Switch it on', 'is switched on'],
  ['disable', 'connections.disable', 'Switch it off: new requests stop at once', 'is switched off'],
  [
    'default',
    'connections.set_default',
    'Make it the first choice of its provider',
    'is the default',
  ],
] as const;

function registerSwitches(connection: Command, open: () => Cli): void {
  for (const [verb, operation, description, outcome] of switches) {
    connection
      .command(`${verb} <connection>`)
      .description(description)
      .option('--json', 'as JSON')
      .action(async (name: string, { json }: JsonOption) => {
        const cli = open();
        const changed = await cli.client.call(operation, { connection: name });
        if (json) cli.print.json(changed);
        else cli.print.line(`${changed.slug} ${outcome}.`);
      });
  }
}

function registerTier(connection: Command, open: () => Cli): void {
  connection
    .command('tier <connection> <tier>')
    .description('Say which tier it is in; auto: find out by its limits; enterprise: agreed on')
    .option('--json', 'as JSON')
    .action(async (name: string, tier: string, { json }: JsonOption) => {
      const cli = open();
      const change = { connection: name, ...readTier(tier) };
      const changed = await cli.client.call('connections.update', change);
      if (json) cli.print.json(changed);
      else cli.print.line(`${changed.slug}: tier ${sayTier(changed)}`);
    });
}

function registerUpdate(connection: Command, open: () => Cli): void {
  const update = connection
    .command('update <connection>')
    .description('Change what is said of it; none takes a setting away')
    .option('--label <label>', 'what to call it')
    .option('--json', 'as JSON')
    .action(async (name: string, options: UpdateOptions) => {
      const cli = open();
      const change = {
        ...readSettingOptions(options, cli.clock()),
        ...(options.label === undefined ? {} : { label: options.label }),
      };
      if (Object.keys(change).length === 0) {
        throw new UsageError('Say what to change; see: latchport connection update --help');
      }
      const changed = await cli.client.call('connections.update', { connection: name, ...change });
      if (options.json) cli.print.json(changed);
      else printConnection(cli, changed);
    });
  addSettingOptions(update);
}

interface UpdateOptions extends JsonOption, SettingOptions {
  readonly label?: string;
}

function registerDisconnect(connection: Command, open: () => Cli): void {
  connection
    .command('disconnect <connection>')
    .description('End running requests, erase the key, keep the history')
    .option('--yes', 'do not ask')
    .option('--json', 'as JSON')
    .action(async (name: string, options: JsonOption & { readonly yes?: true }) => {
      const cli = open();
      const { id, slug, label } = await cli.client.call('connections.show', { connection: name });
      const what = `This ends running requests of "${label}" and erases its key. Its history stays.`;
      if (!(await confirmName(cli, slug, what, options.yes === true))) return;
      await cli.client.call('connections.disconnect', { connection: id });
      if (options.json) cli.print.json({});
      else cli.print.line(`${slug} is disconnected and its key erased.`);
    });
}
