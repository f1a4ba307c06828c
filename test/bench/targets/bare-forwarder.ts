/**
 * The plainest forwarder one would write with node:http and undici; a process of its own. Of the
 * straightforward ways (`request` with a pipeline, `request` with pipe, `stream`) it is the fastest,
 * so that nobody is compared with a straw man. It does nothing else: no keys, no limits, no metering.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Agent, stream } from 'undici';
import { listenOnLoopback } from '../listen-on-loopback.ts';

/** Headers of one hop (RFC 9110 section 7.6.1), and those undici writes itself. */
const NOT_FORWARDED = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

const [upstream = ''] = process.argv.slice(2);
const { origin } = new URL(upstream);
const dispatcher = new Agent({ keepAliveTimeout: 60_000 });

function forwarded(headers: IncomingHttpHeaders, isAnswer: boolean): IncomingHttpHeaders {
  const kept: IncomingHttpHeaders = {};
  for (const name in headers) {
    const passes = !NOT_FORWARDED.has(name) || (isAnswer && name === 'content-length');
    if (passes) kept[name] = headers[name];
  }
  return kept;
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => resolve(Buffer.concat(chunks)));
  request.on('error', reject);
  return promise;
}

const server = createServer((request, response) => {
  readBody(request)
    .then((body) =>
      stream(
        origin + request.url,
        {
          dispatcher,
          method: request.method === 'GET' ? 'GET' : 'POST',
          headers: forwarded(request.headers, false),
          body,
        },
        ({ statusCode, headers }) => response.writeHead(statusCode, forwarded(headers, true)),
      ),
    )
    .catch(() => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
});
server.keepAliveTimeout = 60_000;
listenOnLoopback(server);
