import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { confirmName } from './confirm-name.ts';
import { addKeySettingOptions, readKeySettings, type KeySettingOptions } from './key-settings.ts';
import { choose, given } from './options.ts';
import { parseDuration } from './parse-moment.ts';
import { printKey, printKeys, printMintedKey } from './print-keys.ts';
import { registerRaiseCommand } from './raise-command.ts';
import { printWarnings, warningKinds } from './print-warnings.ts';
import { UsageError } from './usage-error.ts';

type VirtualKey = OutputOf<'virtual_keys.show'>;

export function registerKeyCommands(program: Command, open: () => Cli): void {
  const key = program.command('key').description('The virtual keys your tools call with');
  registerCreate(key, open);
  registerReading(key, open);
  registerUpdate(key, open);
  registerRaiseCommand(key, open);
  registerRegenerate(key, open);
  registerRevoke(key, open);
  registerSwitches(key, open);
  registerDismiss(key, open);
}

interface CreateOptions extends JsonOption, KeySettingOptions {
  readonly label: string;
  readonly workspace?: string;
}

function registerCreate(key: Command, open: () => Cli): void {
  const create = key
    .command('create')
    .description('Make a virtual key; it is shown this once')
    .requiredOption('--label <label>', 'what to call it')
    .option('--workspace <workspace>', 'in another workspace than the personal one')
    .option('--json', 'as JSON')
    .action(async (options: CreateOptions) => {
      const cli = open();
      const { label, workspace } = options;
      const settings = readKeySettings(options, cli.clock());
      const minted = await cli.client.call('virtual_keys.create', {
        label,
        ...given({ workspace }),
        ...settings,
      });
      if (options.json) cli.print.json(minted);
      else await printMintedKey(cli, minted);
    });
  addKeySettingOptions(create);
}

interface ListOptions extends JsonOption {
  readonly all?: true;
  readonly workspace?: string;
}

function registerReading(key: Command, open: () => Cli): void {
  key
    .command('list')
    .description('All virtual keys')
    .option('--all', 'revoked ones too')
    .option('--workspace <workspace>', 'of this workspace alone')
    .option('--json', 'as JSON')
    .action(async ({ json, all, workspace }: ListOptions) => {
      const cli = open();
      const { virtual_keys } = await cli.client.call('virtual_keys.list', given({ workspace }));
      const shown = virtual_keys.filter(
        ({ status, warnings }) => all || status !== 'revoked' || warnings.length > 0,
      );
      if (json) cli.print.json({ virtual_keys: shown });
      else {
        printKeys(cli, shown);
        printWarnings(cli, shown);
      }
    });
  key
    .command('show <key>')
    .description('One virtual key, by label, id or preview')
    .option('--json', 'as JSON')
    .action(async (name: string, { json }: JsonOption) => {
      const cli = open();
      showKey(
        cli,
        await cli.client.call('virtual_keys.show', { virtual_key: name }),
        json === true,
      );
    });
}

function registerUpdate(key: Command, open: () => Cli): void {
  const update = key
    .command('update <key>')
    .description('Change what it may do; none takes a setting away, all a limit')
    .option('--label <label>', 'what to call it')
    .option('--json', 'as JSON')
    .action(
      async (
        name: string,
        options: JsonOption & KeySettingOptions & { readonly label?: string },
      ) => {
        const cli = open();
        const change = {
          ...readKeySettings(options, cli.clock()),
          ...(options.label === undefined ? {} : { label: options.label }),
        };
        if (Object.keys(change).length === 0) {
          throw new UsageError('Say what to change; see: latchport key update --help');
        }
        const input = { virtual_key: name, ...change };
        const changed = await cli.client.call('virtual_keys.update', input);
        showKey(cli, changed, options.json === true);
      },
    );
  addKeySettingOptions(update);
}

function registerRegenerate(key: Command, open: () => Cli): void {
  key
    .command('regenerate <key>')
    .description('Replace it; the former one ends at once')
    .option('--grace <duration>', 'let the former one work for a while, at most 24h')
    .option('--json', 'as JSON')
    .action(async (name: string, options: JsonOption & { readonly grace?: string }) => {
      const cli = open();
      const minted = await cli.client.call('virtual_keys.regenerate', {
        virtual_key: name,
        grace_seconds: readGrace(options.grace),
      });
      if (options.json) cli.print.json(minted);
      else await printMintedKey(cli, minted);
    });
}

/** @throws UsageError */
function readGrace(text: string | undefined): number {
  const duration = parseDuration(text ?? '0s');
  if (duration === null) throw new UsageError('--grace takes a duration such as 10m or 24h');
  return Math.round(duration / 1000);
}

function registerRevoke(key: Command, open: () => Cli): void {
  key
    .command('revoke <key>')
    .description('End it for good')
    .option('--yes', 'do not ask')
    .option('--json', 'as JSON')
    .action(async (name: string, options: JsonOption & { readonly yes?: true }) => {
      const cli = open();
      const { id, label } = await cli.client.call('virtual_keys.show', { virtual_key: name });
      const what = `Whatever still calls with "${label}" is refused from now on, for good.`;
      if (!(await confirmName(cli, label, what, options.yes === true))) return;
      await cli.client.call('virtual_keys.revoke', { virtual_key: id });
      if (options.json) cli.print.json({});
      else cli.print.line(`${label} is revoked.`);
    });
}

function registerSwitches(key: Command, open: () => Cli): void {
  const switches = [
    ['pause', 'virtual_keys.pause', 'Refuse it until resumed', 'is paused'],
    ['resume', 'virtual_keys.resume', 'End its pause', 'works again'],
  ] as const;
  for (const [verb, operation, description, outcome] of switches) {
    key
      .command(`${verb} <key>`)
      .description(description)
      .option('--json', 'as JSON')
      .action(async (name: string, { json }: JsonOption) => {
        const cli = open();
        const changed = await cli.client.call(operation, { virtual_key: name });
        if (json) cli.print.json(changed);
        else cli.print.line(`${changed.label} ${outcome}.`);
      });
  }
}

function registerDismiss(key: Command, open: () => Cli): void {
  key
    .command('dismiss <key>')
    .description('Hide its warnings until something new is seen')
    .option('--warning <kind>', warningKinds.join(', '))
    .option('--json', 'as JSON')
    .action(async (name: string, options: JsonOption & { readonly warning?: string }) => {
      const { warning, json } = options;
      const cli = open();
      const changed = await cli.client.call('virtual_keys.dismiss_warnings', {
        virtual_key: name,
        ...(warning === undefined ? {} : { kind: choose('--warning', warning, warningKinds) }),
      });
      showKey(cli, changed, json === true);
    });
}

function showKey(cli: Cli, key: VirtualKey, isJson: boolean): void {
  if (isJson) return cli.print.json(key);
  printKey(cli, key);
  printWarnings(cli, [key]);
}
