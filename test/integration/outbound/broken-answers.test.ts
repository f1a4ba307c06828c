import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createOutbound, type Outbound } from '../../../src-proxy/outbound/outbound.ts';
import { attempt, type Attempt } from '../../support/attempt.ts';
import { closeAfterEach } from '../../support/close-after-each.ts';
import { okAnswer, onRequest, startRawServer } from '../../support/raw-server.ts';

const closeLater = closeAfterEach();

const outboundWith = (timeouts: { headersMs?: number; bodyIdleMs?: number } = {}): Outbound => {
  const outbound = createOutbound({ isOwnAddress: () => false, timeouts });
  closeLater(() => outbound.destroy());
  return outbound;
};

const ask = async (
  answer: (socket: Socket) => void,
  outbound = outboundWith(),
): Promise<Attempt> => {
  const server = await startRawServer((socket) => onRequest(socket, () => answer(socket)));
  closeLater(server.close);
  return attempt(outbound, server.origin, { method: 'POST', body: '{}' });
};

describe('an upstream that does not answer properly', () => {
  it.each([
    ['something that is not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a broken status line', 'HTTP/1.1 abc\r\n\r\n'],
    ['a broken header', 'HTTP/1.1 200 OK\r\ncontent length: 5\r\n\r\nhello'],
    ['a broken chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n'],
  ])('is invalid with %s', async (_what, bytes) => {
    const { failure } = await ask((socket) => socket.write(bytes));
    expect(failure).toMatchObject({ code: 'upstream_invalid', reason: 'not HTTP', wasSent: true });
  });

  it('is invalid with headers beyond 64 KiB', async () => {
    const { failure } = await ask((socket) =>
      socket.write(
        `HTTP/1.1 200 OK\r\n${'x-filler: '.padEnd(1000, 'a')}\r\n`
          .repeat(1)
          .concat(`x-filler: ${'a'.repeat(1000)}\r\n`.repeat(70)),
      ),
    );
    expect(failure).toMatchObject({
      code: 'upstream_invalid',
      reason: 'response headers too large',
      wasSent: true,
    });
  });

  it('may send 60 KiB of headers', async () => {
    const filler = Array.from({ length: 60 }, (_, index) => `x-${index}: ${'a'.repeat(1000)}`);
    const { status, body } = await ask((socket) => socket.write(okAnswer('fine', ...filler)));
    expect([status, body]).toEqual([200, 'fine']);
  });

  it('is interrupted when it closes before the announced length', async () => {
    const { status, body, failure } = await ask((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello'),
    );
    expect([status, body]).toEqual([200, 'hello']);
    expect(failure).toMatchObject({ code: 'upstream_interrupted', wasSent: true });
  });

  it('is interrupted when it closes before the last chunk', async () => {
    const { body, failure } = await ask((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'),
    );
    expect(body).toBe('hello');
    expect(failure).toMatchObject({ code: 'upstream_interrupted', wasSent: true });
  });

  it('is interrupted when the last chunk is missing and the connection was to close', async () => {
    const { failure } = await ask((socket) =>
      socket.end(
        'HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n',
      ),
    );
    expect(failure).toMatchObject({ code: 'upstream_interrupted', wasSent: true });
  });

  it('is interrupted when it resets in the middle', async () => {
    const { failure } = await ask((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello', () =>
        setTimeout(() => socket.resetAndDestroy(), 50),
      );
    });
    expect(failure).toMatchObject({
      code: 'upstream_interrupted',
      reason: 'connection reset',
      wasSent: true,
    });
  });

  it('is unreachable, yet was sent the request, when it closes without a word', async () => {
    const { failure } = await ask((socket) => socket.end());
    expect(failure).toMatchObject({
      code: 'upstream_unreachable',
      wasSent: true,
      isStaleConnection: false,
    });
  });

  it('is too late when no headers come', async () => {
    const { failure } = await ask(() => undefined, outboundWith({ headersMs: 200 }));
    expect(failure).toMatchObject({ code: 'upstream_timeout', limit: 'headers', wasSent: true });
  });

  it('is too late when the body stalls', async () => {
    const { body, failure } = await ask(
      (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello'),
      outboundWith({ bodyIdleMs: 200 }),
    );
    expect(body).toBe('hello');
    expect(failure).toMatchObject({ code: 'upstream_timeout', limit: 'body', wasSent: true });
  });

  it('is too late when the name lookup hangs', async () => {
    const outbound = createOutbound({
      isOwnAddress: () => false,
      timeouts: { connectMs: 200 },
      lookup: () => undefined,
    });
    closeLater(() => outbound.destroy());
    const { failure } = await attempt(outbound, 'https://slow.example/v1');
    expect(failure).toMatchObject({ code: 'upstream_timeout', limit: 'connect', wasSent: false });
  });
});

describe('a redirect', () => {
  it('is an answer like any other', async () => {
    const target = await startRawServer((socket) => onRequest(socket, () => socket.end()));
    closeLater(target.close);
    const { status, failure } = await ask((socket) =>
      socket.write(
        `HTTP/1.1 307 Temporary Redirect\r\nlocation: ${target.origin}/\r\ncontent-length: 0\r\n\r\n`,
      ),
    );
    expect([status, failure]).toEqual([307, null]);
    expect(target.connections()).toBe(0);
  });
});
