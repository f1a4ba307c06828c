import { readConfig } from '../config.ts';
import { createClient, downloadFile } from '../management/client.ts';
import { createSocketCarrier } from '../management/socket-carrier.ts';
import { createProcessAsker } from './ask.ts';
import type { Cli } from './cli.ts';
import { createProcessPrinter } from './print.ts';

/** What the commands of this process work with. @throws config_invalid */
export function openCli(): Cli {
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
