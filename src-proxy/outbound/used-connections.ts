import type { Socket } from 'node:net';

const raisedOnUsed = new WeakSet<Error>();

/** To be called when a connection is ready: remembers of the error that ends it whether it had been of use. */
export function watchConnection(socket: Socket): void {
  const { bytesRead } = socket;
  socket.on('error', (error) => {
    if (socket.bytesRead > bytesRead) raisedOnUsed.add(error);
  });
}

/** Whether an error ended a connection that had brought bytes since it was ready. */
export const wasConnectionUsed = (error: unknown): boolean =>
  error instanceof Error && raisedOnUsed.has(error);
