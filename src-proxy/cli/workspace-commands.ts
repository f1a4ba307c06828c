import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { confirmName } from './confirm-name.ts';
import { addPolicyOptions, readPolicy, type LimitOptions } from './limit-settings.ts';
import { printFacts, type Fact } from './print-facts.ts';
import { plural } from './say-amount.ts';
import { sayBudget, sayBudgets } from './say-budget.ts';
import { sayTime } from './say-time.ts';
import { UsageError } from './usage-error.ts';

type Workspace = OutputOf<'workspaces.show'>;
type PolicyOptions = JsonOption & LimitOptions;

export function registerWorkspaceCommands(program: Command, open: () => Cli): void {
  const workspace = program
    .command('workspace')
    .description('Boundaries around connections, keys and money');
  registerReading(workspace, open);
  registerChanging(workspace, open);
  registerDelete(workspace, open);
}

function registerReading(workspace: Command, open: () => Cli): void {
  workspace
    .command('list')
    .description('All workspaces')
    .option('--json', 'as JSON')
    .action(async ({ json }: JsonOption) => {
      const cli = open();
      const answer = await cli.client.call('workspaces.list', {});
      if (json) cli.print.json(answer);
      else printWorkspaces(cli, answer.workspaces);
    });
  workspace
    .command('show <workspace>')
    .description('One workspace, by name or id')
    .option('--json', 'as JSON')
    .action(async (name: string, { json }: JsonOption) => {
      const cli = open();
      show(cli, await cli.client.call('workspaces.show', { workspace: name }), json);
    });
}

function registerChanging(workspace: Command, open: () => Cli): void {
  const create = workspace
    .command('create <name>')
    .description('Make a workspace')
    .option('--json', 'as JSON')
    .action(async (name: string, options: PolicyOptions) => {
      const cli = open();
      const input = { name, ...readPolicy(options) };
      show(cli, await cli.client.call('workspaces.create', input), options.json);
    });
  addPolicyOptions(create);
  const update = workspace
    .command('update <workspace>')
    .description('Change what is said of it; none takes a setting away')
    .option('--name <name>', 'what to call it')
    .option('--json', 'as JSON')
    .action(async (name: string, options: PolicyOptions & { readonly name?: string }) => {
      const cli = open();
      const change = {
        ...readPolicy(options),
        ...(options.name === undefined ? {} : { name: options.name }),
      };
      if (Object.keys(change).length === 0) {
        throw new UsageError('Say what to change; see: latchport workspace update --help');
      }
      const input = { workspace: name, ...change };
      show(cli, await cli.client.call('workspaces.update', input), options.json);
    });
  addPolicyOptions(update);
}

function registerDelete(workspace: Command, open: () => Cli): void {
  workspace
    .command('delete <workspace>')
    .description('Revoke its keys, disconnect its connections, keep the history')
    .option('--yes', 'do not ask')
    .option('--json', 'as JSON')
    .action(async (named: string, options: JsonOption & { readonly yes?: true }) => {
      const cli = open();
      const found = await cli.client.call('workspaces.show', { workspace: named });
      const { id, name } = found;
      const what = `This revokes ${sayKeys(found)} and disconnects ${sayConnections(found)} of "${name}", erasing their keys. The history stays.`;
      if (!(await confirmName(cli, name, what, options.yes === true))) return;
      await cli.client.call('workspaces.delete', { workspace: id });
      if (options.json) cli.print.json({});
      else cli.print.line(`${name} is deleted, and what it held disconnected.`);
    });
}

function show(cli: Cli, workspace: Workspace, isJson: true | undefined): void {
  if (isJson) cli.print.json(workspace);
  else printWorkspace(cli, workspace);
}

function printWorkspaces({ print }: Cli, workspaces: readonly Workspace[]): void {
  print.table<Workspace>(
    [
      { title: 'WORKSPACE', value: ({ name }) => name },
      { title: 'CONNECTIONS', value: (w) => String(w.connections), align: 'right' },
      { title: 'KEYS', value: (w) => String(w.virtual_keys), align: 'right' },
      { title: 'DATA POLICY', value: ({ data_policy }) => data_policy },
      { title: 'REGION', value: ({ region }) => region ?? '-' },
      { title: 'SPENT', value: ({ budgets }) => sayBudgets(budgets) },
    ],
    workspaces,
  );
}

function printWorkspace({ print, clock }: Cli, workspace: Workspace): void {
  const now = clock();
  const rows: readonly Fact[] = [
    ['id', workspace.id],
    ['holds', `${sayConnections(workspace)}, ${sayKeys(workspace)}`],
    ['data policy', workspace.data_policy],
    ['region', workspace.region ?? 'any'],
    ...workspace.budgets.map((budget) => ['budget', sayBudget(budget, now)] as const),
    ['created', sayTime(workspace.created_at, now)],
  ];
  print.line(workspace.name);
  printFacts(print, rows);
}

const sayConnections = ({ connections }: Workspace): string => plural(connections, 'connection');
const sayKeys = ({ virtual_keys }: Workspace): string => plural(virtual_keys, 'virtual key');
