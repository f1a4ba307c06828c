import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../child-processes.ts';
import { startTalkingServer, type StartedServer } from '../start-server.ts';
import { setUpLatchport, type LatchportSetup } from './set-up-latchport.ts';
import type { RunningTarget, Target } from './target.ts';

const CLI = fileURLToPath(new URL('../../../dist/src-proxy/cli/latchport.js', import.meta.url));

interface Prepared {
  readonly home: string;
  readonly setup: LatchportSetup;
}

/** The data folder of each upstream: set up on the first start, found again by the later ones. */
const prepared = new Map<string, Prepared>();

/**
 * The engine as a user starts it, with everything on: a metered connection, a virtual key with limits
 * and a budget, the database on disk.
 */
export const latchport: Target = {
  name: 'latchport',
  async start(upstream) {
    if (!existsSync(CLI)) throw new Error('not built: dist/src-proxy/cli/latchport.js is missing');
    const known = prepared.get(upstream.baseUrl);
    const home = known?.home ?? temporaryFolder();
    const environment = { LATCHPORT_HOME: home, LATCHPORT_VAULT: 'file' };
    const server = await startTalkingServer({
      file: process.execPath,
      args: [CLI, 'serve', '--port', '0'],
      environment,
    });
    try {
      const setup = known?.setup ?? (await setUpLatchport(CLI, environment, upstream));
      prepared.set(upstream.baseUrl, { home, setup });
      return runningLatchport(server, setup);
    } catch (error) {
      await server.stop();
      throw error;
    }
  },
};

function runningLatchport(server: StartedServer, setup: LatchportSetup): RunningTarget {
  return {
    baseUrl: `${server.origin}/v1`,
    headers: { authorization: `Bearer ${setup.virtualKey}` },
    pids: [server.pid],
    readyMs: server.readyMs,
    notes: setup.notes,
    stop: server.stop,
  };
}
