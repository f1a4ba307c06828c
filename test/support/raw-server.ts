import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

export interface RawServer {
  readonly port: number;
  /** `http://127.0.0.1:port` or, with a certificate, `https://127.0.0.1:port`. */
  readonly origin: string;
  /** How many connections were accepted. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
}

/** A server that speaks whatever `onConnection` writes, on a free loopback port. */
export async function startRawServer(
  onConnection: (socket: Socket, count: number) => void,
  identity?: TlsIdentity,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const accept = (socket: Socket): void => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    onConnection(socket, connections);
  };
  const server: Server =
    identity === undefined ? createServer(accept) : createTlsServer({ ...identity }, accept);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  const { port } = address;
  return {
    port,
    origin: `${identity === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Calls back with each request's head and body once it is complete (content-length bodies only). */
export function onRequest(socket: Socket, answer: (request: string, count: number) => void): void {
  let pending = '';
  let count = 0;
  socket.on('data', (chunk) => {
    pending += chunk.toString('latin1');
    for (;;) {
      const end = pending.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(pending)?.[1] ?? 0);
      if (end === -1 || pending.length < end + 4 + length) return;
      const request = pending.slice(0, end + 4 + length);
      pending = pending.slice(request.length);
      count += 1;
      answer(request, count);
    }
  });
}

export const okAnswer = (body: string, ...headers: readonly string[]): string =>
  ['HTTP/1.1 200 OK', `content-length: ${Buffer.byteLength(body)}`, ...headers, '', body].join(
    '\r\n',
  );
