import { request as httpRequest, type IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';
import type { Carrier, CarrierRequest } from './client.ts';
import { requireOwnFolder, socketAddress } from './socket-address.ts';

/** Who speaks through the socket; told to the engine for its audit log. */
export type SocketActor = 'cli' | 'shell';

export const ACTOR_HEADER = 'x-latchport-actor';

/** Reaches the engine of a data folder. @throws engine_not_running, socket_folder_unsafe */
export function createSocketCarrier(home: string, actor: SocketActor): Carrier {
  const address = socketAddress(home);
  return async (request) => {
    if (address.folder !== null) requireOwnFolder(address.folder);
    const response = await send(address.path, home, actor, request);
    return { status: response.statusCode ?? 0, chunks: readChunks(response) };
  };
}

function send(
  socketPath: string,
  home: string,
  actor: SocketActor,
  { method, path, body, signal }: CarrierRequest,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      socketPath,
      method,
      path,
      agent: false,
      headers: {
        host: 'localhost',
        [ACTOR_HEADER]: actor,
        ...(body === null
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
      ...(signal === undefined ? {} : { signal }),
    });
    request.once('response', resolve);
    request.once('error', (error) => reject(nameFailure(error, home)));
    request.end(body ?? undefined);
  });
}

async function* readChunks(response: IncomingMessage): AsyncIterable<string> {
  response.setEncoding('utf8');
  for await (const chunk of response) yield String(chunk);
}

/** Nobody listens, or the folder does not exist: there is no engine. */
function nameFailure(error: Error, home: string): Error {
  const code = 'code' in error ? error.code : undefined;
  const isAbsent = code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ECONNRESET';
  return isAbsent ? new AppError('engine_not_running', { home }) : error;
}
