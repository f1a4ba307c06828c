import { startNginx } from '../start-nginx.ts';
import type { Target } from './target.ts';

/** A proxy in C that only forwards: the physical limit. */
export const nginx: Target = {
  name: 'nginx',
  async start(upstream) {
    const { host } = new URL(upstream.baseUrl);
    const server = await startNginx(
      `upstream models {
    server ${host};
    keepalive 1024;
    keepalive_requests 1000000000;
  }`,
      `location / {
      proxy_pass http://models;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
    }`,
    );
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
