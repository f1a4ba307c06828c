import type { Socket } from 'node:net';
import { errors } from 'undici';

const raisedOnUsed = new WeakSet<Error>();

/** Remembers of an error whether the connection it ended had brought anything before. */
export function watchConnection(socket: Socket): void {
  socket.on('error', (error) => {
    if (socket.bytesRead > 0) raisedOnUsed.add(error);
  });
}

/** Whether a connection error arose on a connection that had brought bytes. */
export function wasConnectionUsed(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (raisedOnUsed.has(error)) return true;
  return error instanceof errors.SocketError && (error.socket?.bytesRead ?? 0) > 0;
}
