import { createServer, type RequestListener } from 'node:http';
import type { Server } from 'node:net';
import { chatAnswer, sendJson } from '../../support/fault-upstream.ts';

export interface PlainServer {
  /** Without a path. */
  readonly origin: string;
  close(): Promise<void>;
}

export async function startPlainServer(answer: RequestListener, port = 0): Promise<PlainServer> {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const taken = portOf(server);
  return {
    origin: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  return address.port;
}

/** Ollama as far as a call needs it. */
export const asOllama: RequestListener = (request, response) => {
  const isList = request.url?.endsWith('/models') === true;
  const list = { object: 'list', data: [{ id: 'qwen3:8b', object: 'model' }] };
  sendJson(response, 200, isList ? list : chatAnswer());
};

/** Takes every request and answers none. */
export const silent: RequestListener = () => undefined;
