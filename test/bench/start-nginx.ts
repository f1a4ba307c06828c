import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './child-processes.ts';
import { freePort, startSilentServer, type StartedServer } from './start-server.ts';

/** Where nginx puts bodies too big for its buffers; none of the system's own folders. */
const SPILL_FOLDERS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/**
 * An nginx of one worker on a free loopback port.
 * @param httpBlock further directives of the http block
 * @param serverBlock directives of its one server
 */
export async function startNginx(httpBlock: string, serverBlock: string): Promise<StartedServer> {
  const folder = temporaryFolder();
  const port = await freePort();
  for (const name of SPILL_FOLDERS) mkdirSync(join(folder, name));
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${join(folder, 'nginx.pid')};
error_log stderr error;
events { worker_connections 4096; }
http {
  access_log off;
  default_type application/json;
  keepalive_requests 1000000000;
  keepalive_timeout 600s;
  ${SPILL_FOLDERS.map((name) => `${name}_temp_path ${join(folder, name)};`).join('\n  ')}
  ${httpBlock}
  server {
    listen 127.0.0.1:${port} backlog=4096;
    ${serverBlock}
  }
}
`,
  );
  return await startSilentServer(
    { file: 'nginx', args: ['-e', 'stderr', '-p', folder, '-c', file] },
    port,
  );
}
