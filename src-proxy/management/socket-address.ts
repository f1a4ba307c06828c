/**
 * Where the private socket of a data folder is. Whoever can open it may manage the engine, so it is
 * a socket of mode 0600 in a folder of mode 0700 that belongs to this user, and client and engine
 * both check the folder before they trust what is in it.
 *
 * A Unix socket's path is limited (sun_path: 104 bytes on macOS and the BSDs, 108 on Linux, ending
 * zero included). A data folder too deep for that has its socket in `/tmp/latchport-<uid>-<hash>`
 * instead: not in TMPDIR or XDG_RUNTIME_DIR, which differ between a desktop and an SSH session of
 * the same user. On Windows it is a named pipe, which the system lets only its maker, administrators
 * and the system itself write to (CreateNamedPipe, default security descriptor).
 */
import { hash } from 'node:crypto';
import { lstatSync, mkdirSync, chmodSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { homePaths } from '../config.ts';
import { AppError } from '../errors.ts';

const MAX_PATH_BYTES = 103;

export interface SocketAddress {
  readonly path: string;
  /** The folder that keeps others out; null for a named pipe. */
  readonly folder: string | null;
}

export function socketAddress(home: string, platform = process.platform): SocketAddress {
  const homeHash = hash('sha256', resolve(home), 'hex').slice(0, 16);
  if (platform === 'win32') {
    const user = userInfo().username.replaceAll(/[^\w.-]/g, '_');
    return { path: `\\\\.\\pipe\\latchport-${user}-${homeHash}`, folder: null };
  }
  const folder = homePaths(resolve(home)).socketFolder;
  return Buffer.byteLength(socketIn(folder)) <= MAX_PATH_BYTES
    ? { path: socketIn(folder), folder }
    : inFolder(`/tmp/latchport-${userInfo().uid}-${homeHash}`);
}

const socketIn = (folder: string): string => join(folder, 'engine.sock');

const inFolder = (folder: string): SocketAddress => ({ path: socketIn(folder), folder });

/** Makes the folder, or makes it private. @throws socket_folder_unsafe */
export function makePrivateFolder(folder: string): void {
  // Before, so that a file in its place is named; after, so that what was put there meanwhile is found.
  requireOwnFolder(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  requireOwnFolder(folder);
  chmodSync(folder, 0o700);
}

/** A folder that is missing passes: nothing is there to be trusted. @throws socket_folder_unsafe */
export function requireOwnFolder(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory() || found.uid !== userInfo().uid) {
    throw new AppError('socket_folder_unsafe', { folder });
  }
}
