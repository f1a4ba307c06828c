import type { Socket } from 'node:net';
import { readHeaderLines, type RawHeaders } from './raw-client.ts';
import { startRawServer } from './raw-server.ts';

/** A request as its bytes came. */
export interface RawRequest {
  /** E.g. `POST /v1/chat/completions HTTP/1.1`. */
  readonly line: string;
  readonly headers: RawHeaders;
  readonly body: Buffer;
  /** Head and body as they came. */
  readonly bytes: Buffer;
}

export type RawAnswerer = (request: RawRequest, socket: Socket) => unknown;

export interface RawUpstream {
  readonly port: number;
  readonly origin: string;
  /** All but requests for the model list, which are answered by themselves. */
  readonly seen: RawRequest[];
  /** Every byte that came, of every request. */
  readonly received: () => Buffer;
  answerWith(answer: RawAnswerer): void;
  close(): Promise<void>;
}

const answerEmpty: RawAnswerer = (_request, socket) => socket.write(rawAnswer('{}'));

/** A provider that reads and writes bytes, not HTTP: what it sees and says is exactly what is on the wire. */
export async function startRawUpstream(models: readonly string[] = ['m1']): Promise<RawUpstream> {
  const seen: RawRequest[] = [];
  const received: Buffer[] = [];
  const data = models.map((id) => ({ id, object: 'model' }));
  let answer: RawAnswerer = answerEmpty;
  const server = await startRawServer((socket) => {
    socket.setNoDelay(true);
    let pending: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received.push(chunk);
      pending = Buffer.concat([pending, chunk]);
      for (let next = readRequest(pending); next !== null; next = readRequest(pending)) {
        pending = pending.subarray(next.bytes.length);
        if (/^GET \S*\/models[? ]/.test(next.line)) {
          socket.write(rawAnswer(JSON.stringify({ object: 'list', data })));
        } else {
          seen.push(next);
          void answer(next, socket);
        }
      }
    });
  });
  return {
    port: server.port,
    origin: server.origin,
    seen,
    received: () => Buffer.concat(received),
    answerWith: (next) => {
      answer = next;
    },
    close: server.close,
  };
}

/** A whole answer with its length said. */
export function rawAnswer(
  body: string | Buffer,
  headers: RawHeaders = [['content-type', 'application/json']],
  status = '200 OK',
): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const bytes = Buffer.from(body);
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\n${lines}content-length: ${bytes.length}\r\n\r\n`, 'latin1'),
    bytes,
  ]);
}

/** The head of an answer that comes in chunks. */
export function chunkedHead(
  headers: RawHeaders = [['content-type', 'text/event-stream']],
  status = '200 OK',
): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${status}\r\n${lines}transfer-encoding: chunked\r\n\r\n`;
}

/** One chunk of such an answer; an empty one ends it. */
export function rawChunk(bytes: Buffer | string): Buffer {
  const body = Buffer.from(bytes);
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')]);
}

function readRequest(bytes: Buffer): RawRequest | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [line = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = readHeaderLines(lines);
  const length = Number(
    headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0,
  );
  const whole = bytes.subarray(0, end + 4 + length);
  if (whole.length < end + 4 + length) return null;
  return { line, headers, body: whole.subarray(end + 4), bytes: whole };
}
