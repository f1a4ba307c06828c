import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient, type ManagementClient } from '../../../src-proxy/management/client.ts';
import { createSocketCarrier } from '../../../src-proxy/management/socket-carrier.ts';

/** The built engine as a process of its own, on free ports and a data folder of its own. */
export interface EngineProcess {
  readonly home: string;
  /** Of the proxy door, without a path. */
  readonly address: string;
  /** What the command line would use. */
  readonly client: ManagementClient;
  /** Everything it printed on standard error. */
  readonly errors: string[];
  /** The page with a fresh one-time code. */
  pageUrl(): Promise<string>;
  /** Ends it and starts another one on the same folder, at the same ports. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const CLI = fileURLToPath(new URL('../../../dist/src-proxy/cli/latchport.js', import.meta.url));

export async function startEngineProcess(
  environment: Readonly<Record<string, string>> = {},
): Promise<EngineProcess> {
  const home = mkdtempSync(join(tmpdir(), 'latchport-ui-'));
  const errors: string[] = [];
  const start = (port: string, pagePort: string): ChildProcess => {
    const started = spawn(process.execPath, [CLI, 'serve', '--port', port], {
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        LATCHPORT_HOME: home,
        LATCHPORT_VAULT: 'file',
        LATCHPORT_UI_PORT: pagePort,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
    return started;
  };
  let child = start('0', '0');
  const address = await readAddress(child, errors);
  const client = createClient(createSocketCarrier(home, 'cli'));
  const pageUrl = async (): Promise<string> => (await client.call('sessions.create_code', {})).url;
  return {
    home,
    address,
    client,
    errors,
    pageUrl,
    restart: async () => {
      const { port: pagePort } = new URL(await pageUrl());
      await end(child);
      child = start(new URL(address).port, pagePort);
      await readAddress(child, errors);
      await pageUrl();
    },
    stop: async () => {
      await end(child);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** From the first line it prints when it is ready. */
function readAddress(child: ChildProcess, errors: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const [, address] = /listening on (\S+)\n/.exec(printed) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`The engine ended: ${errors.join('')}`)));
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
