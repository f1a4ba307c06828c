import type { Asker } from '../../src-proxy/cli/ask.ts';
import type { Cli } from '../../src-proxy/cli/cli.ts';
import { createPrinter } from '../../src-proxy/cli/print.ts';
import { runCli } from '../../src-proxy/cli/run-cli.ts';
import { readConfig } from '../../src-proxy/config.ts';
import { UsageError } from '../../src-proxy/cli/usage-error.ts';
import { downloadFile } from '../../src-proxy/management/client.ts';
import { createSocketCarrier } from '../../src-proxy/management/socket-carrier.ts';
import { socketClient } from './socket-client.ts';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface TypedInput {
  /** What is piped in; without it standard input is empty. */
  readonly piped?: string;
  /** What a person at a terminal types, answer by answer. Without it there is no terminal. */
  readonly typed?: readonly string[];
}

const serve = (): never => {
  throw new Error('tests of serve start the built program');
};

/** The command line in this process, against the engine of a data folder. Times are said as of now. */
export async function runTestCli(
  home: string,
  words: readonly string[],
  input: TypedInput = {},
): Promise<CliResult> {
  const out: string[] = [];
  const err: string[] = [];
  const print = createPrinter({
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    write: async (text) => void out.push(text.replace(/\n$/, '')),
    isTerminal: false,
    isColoured: false,
  });
  const openCli = (): Cli => ({
    config: readConfig({ LATCHPORT_HOME: home, PATH: process.env['PATH'] }),
    client: socketClient(home),
    download: (name, range) => downloadFile(createSocketCarrier(home, 'cli'), name, range),
    print,
    ask: askerOf(input),
    clock: Date.now,
    exitCode: 0,
  });
  const loadOpenCli = async (): Promise<typeof openCli> => openCli;
  const code = await runCli(words, { version: '0.0.0-test', serve, loadOpenCli, print });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function askerOf({ piped, typed }: TypedInput): Asker {
  const answers = [...(typed ?? [])];
  const next = async (): Promise<string> => answers.shift() ?? '';
  return {
    isTerminal: typed !== undefined,
    secret: async (_message, instead) => {
      if (typed === undefined)
        throw new UsageError(`There is no terminal to ask on. Use ${instead}.`);
      return next();
    },
    line: next,
    piped: async () => {
      if (piped === undefined) throw new UsageError('Standard input is empty.');
      return piped;
    },
  };
}
