import type { Config } from '../config.ts';
import type { ManagementClient } from '../management/client.ts';
import type { Asker } from './ask.ts';
import type { Printer } from './print.ts';

/** What every command works with. */
export interface Cli {
  readonly config: Config;
  readonly client: ManagementClient;
  readonly print: Printer;
  readonly ask: Asker;
  readonly clock: () => number;
  /** The exit code when nothing is thrown; a command may set it. */
  exitCode: number;
}

/** Every command that prints data takes it. */
export interface JsonOption {
  readonly json?: true;
}
