/**
 * The private socket: management for the command line and the shell. Who can open it is the user
 * (see socket-address.ts), so it asks for no session. A web page cannot reach it at all.
 */
import { lstatSync, chmodSync, renameSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { Log } from '../log.ts';
import { answerError } from './answer-error.ts';
import type { LoadHandlers } from './load-handlers.ts';
import { makePrivateFolder, socketAddress, type SocketAddress } from './socket-address.ts';
import { ACTOR_HEADER } from './socket-carrier.ts';

const END_WITHIN_MS = 500;

export interface SocketDoor {
  readonly address: SocketAddress;
  /** Ends streams, lets running answers finish shortly, and removes the socket. */
  close(): Promise<void>;
}

export interface SocketDoorOptions {
  readonly home: string;
  /** May wait: holding the socket is what makes an engine the only one, so the door opens first. */
  readonly loadHandlers: LoadHandlers;
  readonly version: string;
  readonly log: Log;
}

/** @throws engine_running when another engine serves this data folder, socket_folder_unsafe, socket_path_taken */
export async function openSocketDoor(options: SocketDoorOptions): Promise<SocketDoor> {
  const address = socketAddress(options.home);
  if (address.folder !== null) {
    makePrivateFolder(address.folder);
    await clearStaleSocket(address.path, options.home);
  }
  const closing = new AbortController();
  const server = createServer(lazily(() => loadApp(options, closing.signal), options.log));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(nameFailure(error, options.home)));
    server.listen(address.path, resolve);
  });
  if (address.folder !== null) chmodSync(address.path, 0o600);
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        const cut = setTimeout(() => server.closeAllConnections(), END_WITHIN_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
      }),
  };
}

async function loadApp(
  { loadHandlers, version, log }: SocketDoorOptions,
  closing: AbortSignal,
): Promise<RequestListener> {
  const [{ createManagementApp }, handlers] = await Promise.all([
    import('./http-carrier.ts'),
    loadHandlers(),
  ]);
  return createManagementApp({
    handlers,
    version,
    log,
    closing,
    authorise: nameActor,
  });
}

function nameActor(request: IncomingMessage): Actor {
  return request.headers[ACTOR_HEADER] === 'shell' ? 'shell' : 'cli';
}

/** Loads the listener with the first request. */
function lazily(load: () => Promise<RequestListener>, log: Log): RequestListener {
  let loading: Promise<RequestListener> | undefined;
  return (request, response) => {
    loading ??= load();
    loading.then(
      (listener) => listener(request, response),
      (error: unknown) => answerError(error, response, log),
    );
  };
}

/**
 * A socket file nobody listens on is left by an engine that was killed. It is moved aside before it
 * is tried a second time and removed, so that of two engines starting at once neither can remove the
 * other's living socket.
 */
async function clearStaleSocket(path: string, home: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw new AppError('socket_path_taken', { file: path });
  if (await isAlive(path)) throw new AppError('engine_running', { home });
  // Of no greater length, since a socket's path has a limit.
  const aside = join(dirname(path), `old.${process.pid}`);
  if (!moveAside(path, aside)) return;
  if (await isAlive(aside)) {
    renameSync(aside, path);
    throw new AppError('engine_running', { home });
  }
  rmSync(aside);
}

/** False when another starting engine was quicker; which of the two listens is then decided by listening. */
function moveAside(path: string, aside: string): boolean {
  try {
    renameSync(path, aside);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Only a refused connection proves that nobody listens. */
function isAlive(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT');
    });
  });
}

function nameFailure(error: Error, home: string): Error {
  return 'code' in error && error.code === 'EADDRINUSE'
    ? new AppError('engine_running', { home })
    : error;
}
