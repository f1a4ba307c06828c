import { enableCompileCache } from 'node:module';
import { readConfig } from '../config.ts';
import { createClient, downloadFile } from '../management/client.ts';
import { createSocketCarrier } from '../management/socket-carrier.ts';
import { version } from '../version.ts';
import { createProcessAsker } from './ask.ts';
import type { Cli } from './cli.ts';
import { createErrorPrinter, createProcessPrinter } from './print.ts';
import { runCli } from './run-cli.ts';

/** The command line of this process. */
export async function runProcess(): Promise<number> {
  enableCompileCache();
  // A reader such as `head` that has seen enough is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return runCli(process.argv.slice(2), {
    version,
    serve: async (options) => {
      const { runEngine } = await import('../main.ts');
      return runEngine(options);
    },
    openCli,
    print: createErrorPrinter(),
  });
}

function openCli(): Cli {
  const config = readConfig();
  const carrier = createSocketCarrier(config.home, 'cli');
  return {
    config,
    client: createClient(carrier),
    download: (name, input) => downloadFile(carrier, name, input),
    print: createProcessPrinter(config.environment),
    ask: createProcessAsker(),
    clock: Date.now,
    exitCode: 0,
  };
}
