import { connect, type Socket } from 'node:net';
import { onRequest, startRawServer, type RawServer } from './raw-server.ts';

export interface ConnectProxy extends RawServer {
  /** The head of every request it got. */
  readonly requests: readonly string[];
}

interface ProxyBehaviour {
  /** What it asks for, as `user:password`. */
  readonly credentials?: string;
  /** Where each tunnel leads, whatever was asked for. */
  readonly leadsTo: number;
  /** Answers like this instead of opening a tunnel. */
  readonly refusal?: string;
  readonly identity?: { readonly cert: string; readonly key: string };
}

/** A small HTTP proxy that knows CONNECT only. */
export async function startConnectProxy(behaviour: ProxyBehaviour): Promise<ConnectProxy> {
  const requests: string[] = [];
  const server = await startRawServer((client) => {
    onRequest(client, (request) => {
      requests.push(request);
      const refusal = behaviour.refusal ?? missingCredentials(request, behaviour.credentials);
      if (refusal === null) tunnel(client, behaviour.leadsTo);
      else client.end(refusal);
    });
  }, behaviour.identity);
  return { ...server, requests };
}

function missingCredentials(request: string, credentials: string | undefined): string | null {
  if (credentials === undefined) return null;
  const expected = `proxy-authorization: Basic ${Buffer.from(credentials).toString('base64')}`;
  return request.toLowerCase().includes(expected.toLowerCase())
    ? null
    : 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n';
}

function tunnel(client: Socket, port: number): void {
  client.removeAllListeners('data');
  const target = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(target).pipe(client);
  });
  target.on('error', () => client.destroy());
  client.on('close', () => target.destroy());
}
