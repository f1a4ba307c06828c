import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { socketAddress } from '../../src-proxy/management/socket-address.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed text, or null. */
  readonly json: unknown;
}

export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A request as no well-behaved client would make it, over the private socket. */
export function sendRaw(
  home: string,
  { method = 'GET', path, headers, body }: RawRequest,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { path: socketPath } = socketAddress(home);
    const request = httpRequest(
      { socketPath, method, path, agent: false, headers: { ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: parseOrNull(text),
          }),
        );
      },
    );
    request.once('error', reject);
    request.end(body);
  });
}

export const sendJson = (
  home: string,
  method: string,
  path: string,
  body: string,
): Promise<RawAnswer> =>
  sendRaw(home, { method, path, body, headers: { 'content-type': 'application/json' } });

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
