/**
 * The door of the settings page on machines without the desktop app: the built page and the management
 * API, on loopback only. Another page must not get in (SECURITY.md T1, T2): `Host` must name this server
 * exactly before any other work, requests caused by other pages are refused, there are no CORS headers
 * and no cookies, nothing is framed, and the page runs under a policy without inline script or style.
 * Every call needs the bearer of a session, which begins with a one-time code from the private socket, or a
 * management key, which a script presents in the same place.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { Log } from '../log.ts';
import { answerError } from '../management/answer-error.ts';
import { contract, type Operation, type OperationName } from '../management/contract.ts';
import type { Handlers } from '../management/handlers.ts';
import { createManagementApp } from '../management/http-carrier.ts';
import type { ManagementKeyCallers } from '../management-keys/management-key-caller.ts';
import { allowedHosts } from '../proxy-door/allowed-hosts.ts';
import { answerSession } from './answer-session.ts';
import type { BrowserSessions } from './browser-sessions.ts';
import type { DoorCaller } from './door-caller.ts';
import { listenNearby } from './listen-nearby.ts';
import { readPageFiles } from './page-files.ts';
import { presentedBearer } from './presented-bearer.ts';
import { refuseForeignPage } from './refuse-foreign.ts';
import { pageHeaders } from './page-headers.ts';
import { sendPageFile } from './send-page-file.ts';

export interface BrowserDoorOptions {
  /** Null: the usual port, or a free one when that is taken. */
  readonly port: number | null;
  readonly handlers: Handlers;
  readonly sessions: BrowserSessions;
  readonly managementKeys: ManagementKeyCallers;
  readonly version: string;
  readonly log: Log;
}

export interface BrowserDoor {
  readonly port: number;
  readonly address: string;
  /** Ends every connection. */
  close(): Promise<void>;
}

const API = '/api';
const END_WITHIN_MS = 500;

const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5000,
};

/** @throws browser_port_busy, port_forbidden */
export async function openBrowserDoor(options: BrowserDoorOptions): Promise<BrowserDoor> {
  const { sessions, log } = options;
  const closing = new AbortController();
  const app = await createManagementApp({
    ...options,
    closing: closing.signal,
    authorise: (request, name) => authorise(findCaller(options, request), name),
  });
  const files = readPageFiles();
  let hosts: ReadonlySet<string> = new Set();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!hosts.has((request.headers.host ?? '').toLowerCase())) {
      throw new AppError('host_not_allowed', { expected: `127.0.0.1:${port}` });
    }
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const isApi = path.startsWith(`${API}/`);
    if (!isApi && path !== '/session') return sendPageFile(files, path, request, response);
    refuseForeignPage(request, hosts);
    if (!isApi) return answerSession(sessions, request, response);
    const caller = findCaller(options, request);
    response.once('close', caller.use());
    const cut = (): void => void response.destroy();
    caller.ended.addEventListener('abort', cut, { once: true });
    response.once('close', () => caller.ended.removeEventListener('abort', cut));
    request.url = (request.url ?? '').slice(API.length);
    app(request, response);
  };
  const newServer = (): Server => {
    const server = createServer(limits, (request, response) => {
      response.setHeaders(pageHeaders);
      answer(request, response).catch((error: unknown) => answerError(error, response, log));
    });
    server.maxConnections = 256;
    return server;
  };
  const { servers, port } = await listenNearby(newServer, options.port);
  hosts = allowedHosts(port, null, []);
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      closing.abort();
      await Promise.all(servers.map(closeServer));
    },
  };
}

/** @throws session_*, management_key_* */
function findCaller(
  { sessions, managementKeys }: BrowserDoorOptions,
  request: IncomingMessage,
): DoorCaller {
  const bearer = presentedBearer(request);
  return bearer?.startsWith('mk-lp-') === true
    ? managementKeys.find(bearer)
    : sessions.find(bearer);
}

/** @throws operation_socket_only, management_key_role, session_rate_limited */
function authorise(caller: DoorCaller, name: OperationName | null): Actor {
  if (name === null) return caller.actor;
  const line: Operation = contract[name];
  if (line.isSocketOnly === true) throw new AppError('operation_socket_only');
  caller.requireMay(line);
  if (line.isSecretBearing === true) caller.countSecretOperation();
  return caller.actor;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), END_WITHIN_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
