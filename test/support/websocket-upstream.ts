/** The server half of RFC 6455 as far as a relay can be tested with it: a handshake, and then plain bytes. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export interface WebSocketUpstream {
  readonly origin: string;
  /** The handshakes it got. */
  readonly seen: IncomingMessage[];
  /** Every byte that came behind a handshake. */
  received(): Buffer;
  /** The connections that were upgraded, and are still open. */
  readonly sockets: Set<Duplex>;
  /** Writes to every open connection. */
  send(bytes: Buffer): void;
  /** From now on handshakes are answered with these bytes, and no upgrade happens. */
  refuseWith(answer: string | null): void;
  close(): Promise<void>;
}

export async function startWebSocketUpstream(): Promise<WebSocketUpstream> {
  const seen: IncomingMessage[] = [];
  const received: Buffer[] = [];
  const sockets = new Set<Duplex>();
  let refusal: string | null = null;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"object":"list","data":[{"id":"m1","object":"model"}]}');
  });
  server.on('upgrade', (request, socket) => {
    seen.push(request);
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end());
    if (refusal !== null) {
      socket.write(refusal);
      return;
    }
    sockets.add(socket);
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    socket.once('close', () => sockets.delete(socket));
    socket.write(acceptance(request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    seen,
    received: () => Buffer.concat(received),
    sockets,
    send: (bytes) => {
      for (const socket of sockets) socket.write(bytes);
    },
    refuseWith: (answer) => {
      refusal = answer;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What RFC 6455, 4.2.2 makes of a client's key. */
export function acceptKey(key: string): string {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}

/** A frame (RFC 6455, 5.2); masked as clients send it when a mask is given. */
export function frame(
  payload: Buffer | string,
  { opcode = 1, isFinal = true, mask = null as Buffer | null } = {},
): Buffer {
  const body = Buffer.from(payload);
  const bit = mask === null ? 0 : 0x80;
  const first = (isFinal ? 0x80 : 0) | opcode;
  const masked = mask === null ? body : body.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Buffer.concat([
    Buffer.from([first, bit | Math.min(lengthClass(body.length), body.length)]),
    longLength(body.length),
    mask ?? Buffer.alloc(0),
    masked,
  ]);
}

function lengthClass(length: number): number {
  if (length < 126) return 125;
  return length < 65_536 ? 126 : 127;
}

function longLength(length: number): Buffer {
  if (length < 126) return Buffer.alloc(0);
  const bytes = Buffer.alloc(length < 65_536 ? 2 : 8);
  if (length < 65_536) bytes.writeUInt16BE(length);
  else bytes.writeBigUInt64BE(BigInt(length));
  return bytes;
}

function acceptance({ headers }: IncomingMessage): string {
  const protocol = headers['sec-websocket-protocol']?.split(',')[0]?.trim();
  return [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${acceptKey(headers['sec-websocket-key'] ?? '')}`,
    ...(protocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
    'Set-Cookie: leaked=1',
    'x-request-id: rt-1',
    '\r\n',
  ].join('\r\n');
}
