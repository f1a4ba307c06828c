import type { Server } from 'node:http';

/** Listens on a free port, says where on stdout, and ends with the process that started this one. */
export function listenOnLoopback(server: Server): void {
  process.stdin.on('end', () => process.exit()).resume();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port given');
    console.log(`listening on http://127.0.0.1:${address.port}`);
  });
}
