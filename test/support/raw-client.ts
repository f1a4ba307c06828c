import { connect, type Socket } from 'node:net';

export type RawHeaders = readonly (readonly [name: string, value: string])[];

/** A connection on which a test writes what it likes, and reads exactly what comes. */
export interface RawClient {
  readonly socket: Socket;
  /** All that has come so far. */
  received(): Buffer;
  /** Resolves with all that came, once the other side has closed; an error counts as that. */
  readonly closed: Promise<Buffer>;
}

export async function openRawClient(port: number, host = '127.0.0.1'): Promise<RawClient> {
  const socket = connect({ port, host, noDelay: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const closed = new Promise<Buffer>((resolve) => {
    socket.on('error', () => socket.destroy());
    socket.once('close', () => resolve(Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return { socket, received: () => Buffer.concat(chunks), closed };
}

/** One request on a connection of its own, sent in the given pieces; resolves with every byte of the answer. */
export async function sendRaw(
  port: number,
  ...pieces: readonly (Buffer | string)[]
): Promise<RawAnswer> {
  const client = await openRawClient(port);
  for (const piece of pieces) client.socket.write(piece);
  return readRawAnswer(await client.closed);
}

/** The bytes of a request that asks for the connection to be closed behind its answer. */
export function rawRequest(
  target: string,
  headers: RawHeaders,
  body: Buffer | string | null = null,
): Buffer {
  const bytes = Buffer.from(body ?? '');
  const length = body === null ? '' : `content-length: ${bytes.length}\r\n`;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `${target} HTTP/1.1\r\n${lines}${length}connection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
}

export interface RawAnswer {
  /** 0 when no answer came. */
  readonly status: number;
  /** In the sender's own order and spelling. */
  readonly headers: RawHeaders;
  /** Without its chunk framing. */
  readonly body: Buffer;
  /** Whether the body ended as its framing said it would. */
  readonly isWhole: boolean;
}

export function readRawAnswer(bytes: Buffer): RawAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return { status: 0, headers: [], body: Buffer.alloc(0), isWhole: false };
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = readHeaderLines(lines);
  const rest = bytes.subarray(end + 4);
  const status = Number(statusLine.split(' ')[1]);
  const length = headerOf({ headers }, 'content-length');
  if (length !== undefined) {
    return { status, headers, body: rest, isWhole: rest.length === Number(length) };
  }
  const isChunked = headerOf({ headers }, 'transfer-encoding') === 'chunked';
  return { status, headers, ...(isChunked ? readChunks(rest) : { body: rest, isWhole: true }) };
}

/** The value of a header, whatever its spelling; repeated ones joined. */
export function headerOf(
  { headers }: { readonly headers: RawHeaders },
  name: string,
): string | undefined {
  const values = headers.filter(([own]) => own.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

export function readHeaderLines(lines: readonly string[]): RawHeaders {
  return lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
}

function readChunks(bytes: Buffer): Pick<RawAnswer, 'body' | 'isWhole'> {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size =
      lineEnd < 0 ? Number.NaN : Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    if (Number.isNaN(size) || size === 0)
      return { body: Buffer.concat(chunks), isWhole: size === 0 };
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
