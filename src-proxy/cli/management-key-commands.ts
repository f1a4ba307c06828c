import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { confirmName } from './confirm-name.ts';
import { choose } from './options.ts';
import { bold, dim, green, red } from './paint.ts';
import { parseMoment } from './parse-moment.ts';
import { sayTime } from './say-time.ts';

type ManagementKey = OutputOf<'management_keys.list'>['management_keys'][number];

const roles = ['owner', 'admin', 'member'] as const;

export function registerManagementKeyCommands(program: Command, open: () => Cli): void {
  const key = program
    .command('management-key')
    .description('Keys that scripts manage Latchport with, over HTTP on this machine');
  registerCreate(key, open);
  registerList(key, open);
  registerRevoke(key, open);
}

interface CreateOptions extends JsonOption {
  readonly label: string;
  readonly role: string;
  readonly expires?: string;
}

function registerCreate(key: Command, open: () => Cli): void {
  key
    .command('create')
    .description('Make one; it is shown this once')
    .requiredOption('--label <label>', 'what to call it')
    .requiredOption(
      '--role <role>',
      'owner: everything; admin: all but management keys; member: looks, changes nothing',
    )
    .option('--expires <when>', 'a duration such as 90d, or a date')
    .option('--json', 'as JSON')
    .action(async ({ label, role, expires, json }: CreateOptions) => {
      const cli = open();
      const made = await cli.client.call('management_keys.create', {
        label,
        role: choose('--role', role, roles),
        ...(expires === undefined
          ? {}
          : { expires_at: parseMoment('--expires', expires, cli.clock(), 'ahead') }),
      });
      if (json) cli.print.json(made);
      else printMade(cli, made);
    });
}

function printMade({ print }: Cli, made: OutputOf<'management_keys.create'>): void {
  print.line(`Management key "${made.label}" (${made.role}). Copy it now: it is not shown again.`);
  print.line();
  print.line('  ', bold(made.key));
  print.line();
  const address = made.address ?? 'http://127.0.0.1:6175/api';
  print.line(`  curl ${address}/status -H "Authorization: Bearer ${made.key}"`);
  print.line();
  print.line(
    dim(
      made.address === null
        ? 'Its door is closed. It opens when the engine is started with: latchport serve --management-port 6175'
        : 'To have that address at every start: latchport serve --management-port',
    ),
  );
}

function registerList(key: Command, open: () => Cli): void {
  key
    .command('list')
    .description('All management keys')
    .option('--all', 'revoked ones too')
    .option('--json', 'as JSON')
    .action(async ({ json, all }: JsonOption & { readonly all?: true }) => {
      const cli = open();
      const { management_keys } = await cli.client.call('management_keys.list', {});
      const shown = management_keys.filter(({ status }) => all || status !== 'revoked');
      if (json) cli.print.json({ management_keys: shown });
      else printKeys(cli, shown);
    });
}

const painters = { active: green, expired: red, revoked: dim } as const;

function printKeys({ print, clock }: Cli, keys: readonly ManagementKey[]): void {
  if (keys.length === 0) {
    print.line(
      'There is no management key. Make one: latchport management-key create --label ci --role member',
    );
    return;
  }
  const now = clock();
  print.table<ManagementKey>(
    [
      { title: 'MANAGEMENT KEY', value: ({ label }) => label },
      { title: 'PREVIEW', value: ({ preview }) => preview },
      { title: 'ROLE', value: ({ role }) => role },
      { title: 'STATUS', value: ({ status }) => painters[status](status) },
      { title: 'USED', value: ({ last_used_at }) => sayTime(last_used_at, now) },
      { title: 'EXPIRES', value: ({ expires_at }) => sayTime(expires_at, now) },
    ],
    keys,
  );
}

function registerRevoke(key: Command, open: () => Cli): void {
  key
    .command('revoke <key>')
    .description('End it for good, by label, id or preview')
    .option('--yes', 'do not ask')
    .option('--json', 'as JSON')
    .action(async (name: string, options: JsonOption & { readonly yes?: true }) => {
      const cli = open();
      const what = `Scripts that use "${name}" are refused from now on, for good.`;
      if (!(await confirmName(cli, name, what, options.yes === true))) return;
      await cli.client.call('management_keys.revoke', { management_key: name });
      if (options.json) cli.print.json({});
      else cli.print.line(`${name} is revoked.`);
    });
}
