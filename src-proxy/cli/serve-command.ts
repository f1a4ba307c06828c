import type { Command } from 'commander';
import { readPort } from '../config.ts';
import type { runEngine } from '../main.ts';
import { UsageError } from './usage-error.ts';

export type Serve = typeof runEngine;

interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  readonly hostName?: readonly string[];
  readonly demo?: true;
  readonly firstRun?: true;
  readonly maxBody?: string;
  readonly managementPort?: string;
}

const MIB = 1_048_576;

export function registerServeCommand(
  program: Command,
  serve: Serve,
  outcome: { exitCode: number },
): void {
  program
    .command('serve')
    .description('Run the engine here, until stopped')
    .option('--port <number>', 'listen on this port instead of 6174; 0 picks a free one')
    .option('--host <address>', 'listen beyond this machine: everyone who reaches it can try keys')
    .option('--host-name <names...>', 'names clients may call this host by, with --host')
    .option('--demo', 'with a built-in demo connection that needs no account')
    .option('--first-run', 'with the demo when nothing is connected yet, and a word of welcome')
    .option(
      '--management-port <number>',
      'take scripts with a management key, and the settings page, on this port of loopback',
    )
    .option('--max-body <mib>', 'largest request body, in MiB (64)')
    .action(async (options: ServeOptions) => {
      outcome.exitCode = await serve({
        isDemo: options.demo === true,
        isFirstRun: options.firstRun === true,
        ...(options.port === undefined ? {} : { port: readPort(options.port, '--port') }),
        ...(options.host === undefined ? {} : { host: options.host }),
        ...(options.hostName === undefined ? {} : { hostNames: options.hostName }),
        ...(options.managementPort === undefined
          ? {}
          : { managementPort: readPort(options.managementPort, '--management-port') }),
        ...(options.maxBody === undefined ? {} : { maxBodyBytes: readMiB(options.maxBody) }),
      });
    });
}

/** @throws UsageError */
function readMiB(text: string): number {
  const size = Number(text);
  if (!/^\d{1,4}$/.test(text) || size < 1) {
    throw new UsageError('--max-body takes a whole number of MiB from 1 to 9999');
  }
  return size * MIB;
}
