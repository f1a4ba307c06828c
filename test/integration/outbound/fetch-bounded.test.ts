import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import { fetchBounded, type BoundedRequest } from '../../../src-proxy/outbound/fetch-bounded.ts';
import { createOutbound, type Outbound } from '../../../src-proxy/outbound/outbound.ts';
import { closeAfterEach } from '../../support/close-after-each.ts';
import { okAnswer, onRequest, startRawServer } from '../../support/raw-server.ts';

const closeLater = closeAfterEach();

const newOutbound = (connectionsPerOrigin?: number): Outbound => {
  const outbound = createOutbound({ isOwnAddress: () => false, connectionsPerOrigin });
  closeLater(() => outbound.destroy());
  return outbound;
};

type Answer = (socket: Socket, request: string) => void;

const serve = async (answer: Answer): Promise<string> => {
  const server = await startRawServer((socket) =>
    onRequest(socket, (request) => answer(socket, request)),
  );
  closeLater(server.close);
  return server.origin;
};

const ask = async (
  answer: Answer,
  request: Partial<BoundedRequest> = {},
): ReturnType<typeof fetchBounded> => {
  const origin = await serve(answer);
  return fetchBounded(newOutbound(), {
    url: `${origin}/v1/models?limit=1`,
    method: 'GET',
    timeoutMs: 5_000,
    maxBytes: 1_000,
    provider: 'OpenAI',
    ...request,
  });
};

const encoded =
  (body: Buffer, coding: string): Answer =>
  (socket) => {
    socket.write(
      okAnswer('', `content-encoding: ${coding}`).replace(/length: 0/, `length: ${body.length}`),
    );
    socket.write(body);
  };

describe('fetchBounded', () => {
  it('tells status, headers, body and how long it took', async () => {
    const answer = await ask((socket) =>
      socket.write(okAnswer('{"data":[]}', 'X-Request-Id: r1', 'x-many: a', 'x-many: b')),
    );
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe('{"data":[]}');
    expect(answer.headers).toMatchObject({ 'x-request-id': 'r1', 'x-many': 'a, b' });
    expect(answer.durationMs).toBeGreaterThan(0);
  });

  it('sends path, query, headers and body, and asks for an uncompressed answer', async () => {
    const { body } = await ask((socket, request) => socket.write(okAnswer(request)), {
      method: 'POST',
      headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
      body: '{"model":"m"}',
    });
    const sent = body.toString();
    expect(sent).toMatch(/^POST \/v1\/models\?limit=1 HTTP\/1\.1\r\n/);
    expect(sent).toContain('authorization: Bearer k\r\n');
    expect(sent).toContain('accept-encoding: identity\r\n');
    expect(sent).toMatch(/content-length: 13\r\n\r\n\{"model":"m"\}$/);
  });

  it.each([401, 404, 429, 500])('returns a %d like any answer', async (status) => {
    const answer = await ask((socket) =>
      socket.write(okAnswer('no').replace('200 OK', `${status} No`)),
    );
    expect([answer.status, answer.body.toString()]).toEqual([status, 'no']);
  });

  it('returns a redirect instead of following it', async () => {
    const target = await startRawServer(() => undefined);
    closeLater(target.close);
    const { status, headers } = await ask((socket) =>
      socket.write(okAnswer('', `location: ${target.origin}`).replace('200 OK', '302 Found')),
    );
    expect([status, headers['location']]).toEqual([302, target.origin]);
    expect(target.connections()).toBe(0);
  });

  it('takes a body of exactly the bound', async () => {
    const { body } = await ask((socket) => socket.write(okAnswer('x'.repeat(1_000))));
    expect(body).toHaveLength(1_000);
  });

  it.each<[string, Answer]>([
    ['announced', (socket) => socket.write(okAnswer('x'.repeat(1_001)))],
    [
      'endless',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
        const timer = setInterval(() => socket.write(`3e8\r\n${'x'.repeat(1_000)}\r\n`), 5);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ])('refuses a larger body, %s', async (_how, answer) => {
    await expect(ask(answer)).rejects.toMatchObject({ code: 'upstream_invalid', status: 502 });
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('decodes %s sent against its wish', async (coding, compress) => {
    const { body } = await ask(encoded(compress(Buffer.from('{"data":[]}')), coding));
    expect(body.toString()).toBe('{"data":[]}');
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('does not unfold a %s bomb', async (coding, compress) => {
    const bomb = compress(Buffer.alloc(10_000_000));
    const attempt = ask(encoded(bomb, coding), { maxBytes: 100_000 });
    await expect(attempt).rejects.toMatchObject({ code: 'upstream_invalid' });
  });

  it.each([
    ['a coding it does not know', 'compress', Buffer.from('abc')],
    ['two codings', 'gzip, gzip', gzipSync(gzipSync('abc'))],
    ['a broken gzip body', 'gzip', Buffer.from('not gzip')],
    ['a cut gzip body', 'gzip', gzipSync('abcdefgh').subarray(0, 12)],
    ['a coding named like a built-in property', 'constructor', Buffer.from('abc')],
  ])('refuses %s', async (_what, coding, body) => {
    await expect(ask(encoded(body, coding))).rejects.toMatchObject({ code: 'upstream_invalid' });
  });

  it.each<[string, Answer]>([
    ['a server that stays silent', () => undefined],
    [
      'a server that drips',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n');
        const timer = setInterval(() => socket.write('x'), 5);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ])('gives up %s when its time is over', async (_what, answer) => {
    await expect(ask(answer, { timeoutMs: 100 })).rejects.toMatchObject({
      code: 'upstream_timeout',
      status: 504,
      message: expect.stringContaining('OpenAI did not answer within 1 s'),
    });
  });

  it('does not send a request that ran out of time while it waited', async () => {
    let received = 0;
    const origin = await serve((socket) => {
      received += 1;
      setTimeout(() => socket.write(okAnswer('late')), 150);
    });
    const outbound = newOutbound(1);
    const request = { url: origin, method: 'GET', maxBytes: 100 } as const;
    const first = fetchBounded(outbound, { ...request, timeoutMs: 5_000 });
    const second = fetchBounded(outbound, { ...request, timeoutMs: 50 });
    await expect(second).rejects.toMatchObject({ code: 'upstream_timeout' });
    expect((await first).status).toBe(200);
    await new Promise((resolve) => void setTimeout(resolve, 50));
    expect(received).toBe(1);
  });

  it('stops when its signal aborts, with the reason given', async () => {
    const aborter = new AbortController();
    const closed = Promise.withResolvers<void>();
    const attempt = ask(
      (socket) => {
        socket.on('close', () => closed.resolve());
        aborter.abort(new AppError('connection_disconnected', { connection: 'work' }));
      },
      { signal: aborter.signal },
    );
    await expect(attempt).rejects.toMatchObject({ code: 'connection_disconnected' });
    await closed.promise;
  });

  it('does not begin when its signal has aborted', async () => {
    let received = 0;
    const attempt = ask(() => void (received += 1), { signal: AbortSignal.abort() });
    await expect(attempt).rejects.toMatchObject({ code: 'request_aborted' });
    expect(received).toBe(0);
  });

  it('names the provider, or else the host, in a failure', async () => {
    const named = ask((socket) => socket.end('garbage\r\n\r\n'));
    await expect(named).rejects.toThrow(/^OpenAI sent an answer that is not valid HTTP/);
    const unnamed = fetchBounded(newOutbound(), {
      url: 'http://127.0.0.1:1/',
      method: 'GET',
      timeoutMs: 1_000,
      maxBytes: 10,
    });
    await expect(unnamed).rejects.toThrow(/^127\.0\.0\.1:1 could not be reached/);
  });

  it('refuses addresses like every connection', async () => {
    const attempt = fetchBounded(newOutbound(), {
      url: 'http://169.254.169.254/latest/meta-data',
      method: 'GET',
      timeoutMs: 1_000,
      maxBytes: 10,
    });
    await expect(attempt).rejects.toMatchObject({ code: 'address_forbidden' });
  });
});
