/**
 * The door tools knock on: inference on loopback, and nothing else; it has no management routes at
 * all. Before any other work the `Host` header must name this server exactly, so that a page that
 * rebinds its own name to 127.0.0.1 gets no further (DNS rebinding, e.g. CVE-2024-28224). There are no
 * CORS headers unless a virtual key names the page's origin, and what every client can do without a
 * key - open connections, send long headers, read slowly - is bounded in number, size and time.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { dialectOf } from '../dialects/dialects.ts';
import { AppError } from '../errors.ts';
import { dialectOfPath } from '../inference/endpoint/client-vendor.ts';
import { sendError } from '../inference/send-error.ts';
import { answerPreflight, allowOrigin } from './cross-origin.ts';
import { allowedHosts } from './allowed-hosts.ts';
import { listen } from './listen.ts';
import type { UpgradeHandler } from './upgrade.ts';

const MAX_HEADER_BYTES = 64 * 1024;
const MAX_CONNECTIONS = 12_000;
const HEADERS_TIMEOUT_MS = 30_000;
/** Longer than any client keeps a connection idle, so that none is closed just as it is used again. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

export interface ProxyDoorOptions {
  readonly port: number;
  /** Another address to listen on than loopback, when the user asked for it. */
  readonly host: string | null;
  /** Names, beside loopback's, a `Host` header may bear. */
  readonly hostNames: readonly string[];
  readonly bodyTimeoutMs: number;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly upgrade: UpgradeHandler;
  /** Whether any virtual key allows this origin. */
  readonly isKnownOrigin: (origin: string) => boolean;
}

export interface ProxyDoor {
  readonly port: number;
  /** Base addresses, the one to hand out first. */
  readonly addresses: readonly string[];
  readonly isExposed: boolean;
  /** Stops listening; ends when the last connection has. */
  close(): Promise<void>;
  /** Cuts every connection that is left. */
  cut(): void;
}

/** @throws port_busy, port_forbidden */
export async function openProxyDoor(options: ProxyDoorOptions): Promise<ProxyDoor> {
  let hosts: ReadonlySet<string> = new Set();
  const upgraded = new Set<Duplex>();
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    if (!hosts.has((request.headers.host ?? '').toLowerCase())) {
      refuseHost(request, response, port);
    } else if (!answerWithoutKey(request, response, options)) {
      void options.handle(request, response);
    }
  };
  const newServer = (): Server => {
    const server = createServer(
      {
        maxHeaderSize: MAX_HEADER_BYTES,
        // Of two Hosts or two keys none counts, instead of the first.
        joinDuplicateHeaders: true,
        headersTimeout: HEADERS_TIMEOUT_MS,
        requestTimeout: options.bodyTimeoutMs + HEADERS_TIMEOUT_MS,
        keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
        connectionsCheckingInterval: 5000,
        // Java's clients offer HTTP/2 with their first call; an offer not taken is an ordinary request.
        shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
      },
      onRequest,
    );
    server.maxConnections = MAX_CONNECTIONS;
    server.on('upgrade', (request, socket, head) => {
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
      const isHostAllowed = hosts.has((request.headers.host ?? '').toLowerCase());
      void options.upgrade(request, socket, head, isHostAllowed);
    });
    return server;
  };
  const { servers, port, addresses, isExposed } = await listen(newServer, options);
  hosts = allowedHosts(port, options.host, options.hostNames);
  return {
    port,
    addresses,
    isExposed,
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
    cut: () => {
      for (const server of servers) server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
    },
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function refuseHost(request: IncomingMessage, response: ServerResponse, port: number): void {
  const error = new AppError('host_not_allowed', { expected: `127.0.0.1:${port}` });
  sendError(response, dialectOf(dialectOfPath(request.url ?? '/', null)), error, []);
}

/** What needs no virtual key and tells nothing: is it alive, and what a browser asks before a call. */
function answerWithoutKey(
  request: IncomingMessage,
  response: ServerResponse,
  options: ProxyDoorOptions,
): boolean {
  const { origin } = request.headers;
  if (origin !== undefined && options.isKnownOrigin(origin)) {
    if (request.method === 'OPTIONS') {
      answerPreflight(request, response, origin);
      return true;
    }
    allowOrigin(response, origin);
  }
  const path = request.url ?? '/';
  const isHealth = request.method === 'GET' && path === '/healthz';
  if (!isHealth && !(request.method === 'HEAD' && path === '/api/hello')) return false;
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(isHealth ? '{"status":"ok"}' : undefined);
  return true;
}
