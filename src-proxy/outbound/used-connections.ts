import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

const raisedOnUsed = new WeakSet<Error>();

/** Lets a connector remember of the error that ends a connection whether it had been of use before. */
export const watched =
  (callback: buildConnector.Callback): buildConnector.Callback =>
  (...result) => {
    // On failure undici calls back with the error alone.
    if (result[0] === null) watch(result[1]);
    callback(...result);
  };

function watch(socket: Socket): void {
  const { bytesRead } = socket;
  socket.on('error', (error) => {
    if (socket.bytesRead > bytesRead) raisedOnUsed.add(error);
  });
}

/** Whether an error ended a connection that had brought bytes since it was ready. */
export const wasConnectionUsed = (error: unknown): boolean =>
  error instanceof Error && raisedOnUsed.has(error);
