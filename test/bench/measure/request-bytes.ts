import type { RunningTarget } from '../targets/target.ts';

/** Headers every target gets, as a common client library sends them. */
export const CLIENT_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  accept: 'application/json',
  'user-agent': 'OpenAI/JS 5.0.0',
  'x-stainless-lang': 'js',
};

export const CALL_PATH = '/chat/completions';

/** One whole HTTP/1.1 request, ready to be written to a socket again and again. */
export function requestBytes(target: RunningTarget, body: string): Buffer {
  const url = new URL(target.baseUrl + CALL_PATH);
  const headers = {
    host: url.host,
    ...CLIENT_HEADERS,
    ...target.headers,
    'content-length': String(Buffer.byteLength(body)),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`POST ${url.pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
