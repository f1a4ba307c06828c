import type { Command } from 'commander';
import type { Cli, JsonOption } from './cli.ts';
import { openBrowser } from './open-browser.ts';
import { dim } from './paint.ts';

interface OpenOptions extends JsonOption {
  readonly print?: true;
}

export function registerOpenCommand(program: Command, open: () => Cli): void {
  program
    .command('open')
    .description('Show the settings page in the browser')
    .option('--print', 'print its address instead; it works once, for a minute')
    .option('--json', 'the address as JSON, without opening it')
    .action((options: OpenOptions) => showPage(open(), options));
}

async function showPage({ client, print, config }: Cli, { json, print: isPrinted }: OpenOptions) {
  const created = await client.call('sessions.create_code', {});
  if (json) return print.json(created);
  if (isPrinted) return print.line(created.url);
  const isOpened = await openBrowser(created.url, config.environment);
  print.line(isOpened ? 'Opened in your browser. If nothing shows, go to:' : 'Open this address:');
  print.line('  ', created.url);
  print.line(dim('It works once, for a minute. For another: latchport open'));
  const port = new URL(created.address).port;
  if (config.environment['SSH_CONNECTION']) {
    print.line(
      dim(`From another machine, forward the port first: ssh -L ${port}:127.0.0.1:${port} ...`),
    );
  }
}
