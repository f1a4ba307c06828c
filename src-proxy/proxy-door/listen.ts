import type { Server } from 'node:http';
import { AppError } from '../errors.ts';
import { findPortHolder } from './find-port-holder.ts';

export interface Listening {
  readonly servers: readonly Server[];
  readonly port: number;
  readonly addresses: readonly string[];
  readonly isExposed: boolean;
}

/**
 * Listens on both loopback addresses, for clients that take `localhost` as either. When another
 * program holds the port on one of them that is an error, not a detail: it would be sent the keys meant
 * for us. Never moves to another port by itself; port 0 picks a free one.
 * @throws port_busy, port_forbidden
 */
export async function listen(
  newServer: () => Server,
  options: { readonly port: number; readonly host: string | null },
): Promise<Listening> {
  const first = newServer();
  const port = await listenOn(first, options.host ?? '127.0.0.1', options.port);
  if (options.host !== null) {
    const address = options.host.includes(':') ? `[${options.host}]` : options.host;
    return { servers: [first], port, addresses: [`http://${address}:${port}`], isExposed: true };
  }
  const second = newServer();
  try {
    await listenOn(second, '::1', port);
  } catch (error) {
    if (isWithoutIpv6(error)) {
      return {
        servers: [first],
        port,
        addresses: [`http://127.0.0.1:${port}`],
        isExposed: false,
      };
    }
    first.close();
    throw error;
  }
  const addresses = [`http://127.0.0.1:${port}`, `http://[::1]:${port}`];
  return { servers: [first, second], port, addresses, isExposed: false };
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toListenError(error, port)));
    server.listen({ host, port, exclusive: true, backlog: 1024 }, () => {
      server.removeAllListeners('error');
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function toListenError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    const holder = findPortHolder(port);
    return new AppError('port_busy', { port, holder: holder === null ? '' : ` by ${holder}` });
  }
  return error.code === 'EACCES' ? new AppError('port_forbidden', { port }) : error;
}

function isWithoutIpv6(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}
