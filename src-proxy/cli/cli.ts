import type { Config } from '../config.ts';
import type { ManagementClient } from '../management/client.ts';
import type { FileName, InputOf } from '../management/contract.ts';
import type { Asker } from './ask.ts';
import type { Printer } from './print.ts';

/** What every command works with. */
export interface Cli {
  readonly config: Config;
  readonly client: ManagementClient;
  /** The text of a file, piece by piece. */
  readonly download: (name: FileName, input: InputOf<FileName>) => Promise<AsyncIterable<string>>;
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
