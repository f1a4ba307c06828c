import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Dispatcher } from 'undici';

export interface ServedDispatcher {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Puts a plain HTTP server, on a free loopback port, in front of a dispatcher. */
export async function serveDispatcher(dispatcher: Dispatcher): Promise<ServedDispatcher> {
  const server = createServer((request, response) => {
    void buffer(request).then((body) =>
      dispatcher.dispatch(
        {
          path: request.url ?? '/',
          method: request.method ?? 'GET',
          headers: request.rawHeaders,
          body,
        },
        {
          onRequestStart: (controller) =>
            response.on('close', () => controller.abort(new Error('client gone'))),
          onResponseStart: (_controller, status, headers) => response.writeHead(status, headers),
          onResponseData: (controller, chunk) => {
            if (response.write(chunk)) return;
            controller.pause();
            response.once('drain', () => controller.resume());
          },
          onResponseEnd: () => response.end(),
          onResponseError: () => response.destroy(),
        },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
