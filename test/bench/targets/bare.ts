import { fileURLToPath } from 'node:url';
import { startTalkingServer } from '../start-server.ts';
import type { Target } from './target.ts';

/** What the same runtime can do when a proxy does nothing but forward. */
export const bare: Target = {
  name: 'bare',
  async start(upstream) {
    const server = await startTalkingServer({
      file: process.execPath,
      args: [fileURLToPath(new URL('bare-forwarder.ts', import.meta.url)), upstream.baseUrl],
    });
    return {
      baseUrl: `${server.origin}/v1`,
      headers: { authorization: 'Bearer sk-bench' },
      pids: [server.pid],
      readyMs: server.readyMs,
      notes: [],
      stop: server.stop,
    };
  },
};
