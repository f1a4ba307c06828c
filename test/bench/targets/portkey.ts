import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runToEnd } from '../run-to-end.ts';
import { freePort, startSilentServer } from '../start-server.ts';
import type { Target } from './target.ts';

const folder = fileURLToPath(new URL('../portkey', import.meta.url));
const packageFolder = join(folder, 'node_modules/@portkey-ai/gateway');

/** It has no option for the address it listens on and would take all interfaces. */
const LISTEN_ON_LOOPBACK = `data:text/javascript,${encodeURIComponent(`
  import { Server } from 'node:net';
  const { listen } = Server.prototype;
  Server.prototype.listen = function (port, ...rest) {
    return listen.call(this, { port, host: '127.0.0.1' }, rest.at(-1));
  };
`)}`;

/** The gateway of the same kind that most people know, from its package, in a folder of its own. */
export const portkey: Target = {
  name: 'portkey',
  async start(upstream) {
    if (!existsSync(packageFolder)) {
      throw new Error('@portkey-ai/gateway is not installed in test/bench/portkey');
    }
    const port = await freePort();
    const server = await startSilentServer(
      {
        file: process.execPath,
        args: [
          '--import',
          LISTEN_ON_LOOPBACK,
          join(packageFolder, 'build/start-server.js'),
          `--port=${port}`,
          '--headless',
        ],
        environment: { NODE_ENV: 'production' },
      },
      port,
    );
    return {
      baseUrl: `${server.origin}/v1`,
      headers: {
        authorization: 'Bearer sk-bench',
        'x-portkey-provider': 'openai',
        // Loopback hosts are among those it trusts unless TRUSTED_CUSTOM_HOSTS says otherwise.
        'x-portkey-custom-host': upstream.baseUrl,
      },
      pids: [server.pid],
      readyMs: server.readyMs,
      notes: ['portkey is ready when its port accepts; its own ready line waits a second more.'],
      stop: server.stop,
    };
  },
};

/** Installs exactly what the lock file names, unless that was done since the lock file last changed. */
export async function installPortkey(): Promise<void> {
  const installedAt = modifiedAt(join(folder, 'node_modules/.package-lock.json'));
  if (installedAt > modifiedAt(join(folder, 'package-lock.json'))) return;
  console.log('Installing @portkey-ai/gateway in test/bench/portkey ...');
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
  const result = await runToEnd(
    npm === undefined
      ? { file: 'npm', args, inheritsEnvironment: true }
      : { file: process.execPath, args: [npm, ...args], inheritsEnvironment: true },
  );
  if (result.exitCode !== 0) console.log(`npm ci failed: ${result.errors.trim()}`);
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
