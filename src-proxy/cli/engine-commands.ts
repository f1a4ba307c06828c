import type { Command } from 'commander';
import type { OutputOf } from '../management/contract.ts';
import type { Cli, JsonOption } from './cli.ts';
import { runDoctor } from './doctor-command.ts';
import { waitForEnd } from './wait-for-end.ts';
import { green, yellow } from './paint.ts';
import { printFacts, type Fact } from './print-facts.ts';
import type { Painted } from './print.ts';
import { plural, sayCostOf } from './say-amount.ts';
import { sayTime } from './say-time.ts';

type Status = OutputOf<'status'>;
type State = Status['proxy']['state'];

export function registerEngineCommands(program: Command, open: () => Cli): void {
  program
    .command('status')
    .description('What the engine is doing, and at which address')
    .option('--json', 'as JSON')
    .action(async ({ json }: JsonOption) => {
      const cli = open();
      const status = await cli.client.call('status', {});
      if (json) cli.print.json(status);
      else printStatus(cli, status);
    });
  program
    .command('doctor')
    .description('Check the whole installation')
    .option('--json', 'as JSON')
    .action(({ json }: JsonOption) => runDoctor(open(), json === true));
  program
    .command('stop')
    .description('End the engine')
    .option('--json', 'as JSON')
    .action(async ({ json }: JsonOption) => {
      const cli = open();
      const answer = await cli.client.call('stop', {});
      await cli.print.during('Stopping', waitForEnd(cli));
      if (json) cli.print.json(answer);
      else cli.print.line('Stopped.');
    });
  for (const name of ['lock', 'pause', 'resume'] as const) {
    program
      .command(name)
      .description(descriptions[name])
      .option('--json', 'as JSON')
      .action(async ({ json }: JsonOption) => {
        const cli = open();
        printState(cli, await cli.client.call(name, {}), json === true);
      });
  }
  registerUnlock(program, open);
}

const descriptions = {
  lock: 'Forget the provider keys in memory and refuse requests until unlocked',
  pause: 'Refuse requests until resumed; running ones finish',
  resume: 'End a pause',
} as const;

function registerUnlock(program: Command, open: () => Cli): void {
  program
    .command('unlock')
    .description('End a lock')
    .option('--passphrase-stdin', 'read the passphrase from standard input')
    .option('--json', 'as JSON')
    .action(async (options: JsonOption & { readonly passphraseStdin?: true }) => {
      const cli = open();
      const vault = await cli.client.call('vault.status', {});
      const isAsked = vault.is_locked && vault.needs_passphrase;
      const passphrase = options.passphraseStdin
        ? await cli.ask.piped()
        : isAsked
          ? await cli.ask.secret('Passphrase of the vault:', '--passphrase-stdin')
          : undefined;
      const state = await cli.client.call('unlock', passphrase === undefined ? {} : { passphrase });
      printState(cli, state, options.json === true);
    });
}

function printState(cli: Cli, answer: OutputOf<'pause'>, isJson: boolean): void {
  if (isJson) cli.print.json(answer);
  else cli.print.line('Latchport is ', paintState(answer.state), '.');
}

function paintState(state: State): Painted {
  return state === 'serving' ? green(state) : yellow(state);
}

function printStatus(cli: Cli, status: Status): void {
  const { print } = cli;
  const { proxy, vault, browser, connections, virtual_keys: keys, today } = status;
  print.line(
    `Latchport ${status.version} is `,
    paintState(proxy.state),
    status.is_demo ? ' (demo)' : '',
  );
  const rows: readonly Fact[] = [
    ['address', proxy.addresses.join('  ')],
    ['page', browser.address ?? 'closed; open it with: latchport open'],
    ['vault', `${vault.backend}: ${vault.description}`],
    ['connections', `${connections.enabled} of ${connections.total} switched on`],
    ['virtual keys', `${keys.active} of ${keys.total} active`],
    ...(keys.warned > 0
      ? [['warnings', `${plural(keys.warned, 'virtual key')}; see: latchport key list`] as const]
      : []),
    ['today', `${plural(today.requests, 'request')}, ${sayCostOf(today)}`],
    ['running', plural(proxy.running_requests, 'request')],
    ['started', `${sayTime(status.started_at, cli.clock())}, process ${status.pid}`],
    ['data folder', status.home],
  ];
  printFacts(print, rows);
  if (proxy.is_exposed)
    print.line(yellow('Other machines can reach it: it was started with --host.'));
  const next = nextStep(status);
  if (next !== null) print.line('Next: ', next);
}

function nextStep({ proxy, connections, virtual_keys: keys }: Status): string | null {
  if (proxy.state === 'locked') return 'latchport unlock';
  if (proxy.state === 'paused') return 'latchport resume';
  if (connections.total === 0) return 'latchport connection add openai --label personal';
  return keys.active === 0 ? 'latchport key create --label my-app' : null;
}
