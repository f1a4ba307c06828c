import { describe, expect, it } from 'vitest';
import {
  createOutbound,
  type Outbound,
  type OutboundOptions,
} from '../../../src-proxy/outbound/outbound.ts';
import { attempt } from '../../support/attempt.ts';
import { closeAfterEach } from '../../support/close-after-each.ts';
import { okAnswer, onRequest, startRawServer, type RawServer } from '../../support/raw-server.ts';

const closeLater = closeAfterEach();

const outboundWith = (options: Partial<OutboundOptions> = {}): Outbound => {
  const outbound = createOutbound({ isOwnAddress: () => false, ...options });
  closeLater(() => outbound.destroy());
  return outbound;
};

const serve = async (...onConnection: Parameters<typeof startRawServer>): Promise<RawServer> => {
  const server = await startRawServer(...onConnection);
  closeLater(server.close);
  return server;
};

const serveOk = (): Promise<RawServer> =>
  serve((socket) => onRequest(socket, () => socket.write(okAnswer('ok'))));

/** A connection is free for the next request a turn of the event loop after its answer. */
const nextTurn = (): Promise<void> => pause(5);

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

describe('a keep-alive connection', () => {
  it('serves one request after the other', async () => {
    const server = await serveOk();
    const outbound = outboundWith();
    await attempt(outbound, server.origin);
    await nextTurn();
    await attempt(outbound, server.origin);
    await nextTurn();
    await attempt(outbound, server.origin);
    expect(server.connections()).toBe(1);
  });

  it('that the upstream closed in between is replaced unnoticed', async () => {
    const server = await serve((socket) =>
      onRequest(socket, () =>
        socket.write(okAnswer('ok'), () => setTimeout(() => socket.end(), 20)),
      ),
    );
    const outbound = outboundWith();
    await attempt(outbound, server.origin);
    await pause(100);
    const { body } = await attempt(outbound, server.origin, { method: 'POST', body: '{}' });
    expect([body, server.connections()]).toEqual(['ok', 2]);
  });

  it.each([
    ['closed', (): 'end' => 'end'],
    ['reset', (): 'resetAndDestroy' => 'resetAndDestroy'],
  ])('%s just as a request was written is reported as stale, and sent once', async (_how, way) => {
    let received = 0;
    const server = await serve((socket) =>
      onRequest(socket, (_request, count) => {
        received += 1;
        if (count === 1) socket.write(okAnswer('ok'));
        else socket[way()]();
      }),
    );
    const outbound = outboundWith();
    await attempt(outbound, server.origin);
    await nextTurn();
    const { failure } = await attempt(outbound, server.origin, { method: 'POST', body: '{}' });
    expect(failure).toMatchObject({
      code: 'upstream_unreachable',
      wasSent: true,
      isStaleConnection: true,
    });
    expect([received, server.connections()]).toEqual([2, 1]);
  });

  it('is not called stale once the answer began', async () => {
    const server = await serve((socket) =>
      onRequest(socket, (_request, count) => {
        if (count === 1) socket.write(okAnswer('ok'));
        else socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello');
      }),
    );
    const outbound = outboundWith();
    await attempt(outbound, server.origin);
    await nextTurn();
    const { failure } = await attempt(outbound, server.origin, { method: 'POST', body: '{}' });
    expect(failure).toMatchObject({ code: 'upstream_interrupted', isStaleConnection: false });
  });

  it('is given up after the machine slept', async () => {
    let sleptMs = 0;
    const server = await serveOk();
    const outbound = outboundWith({
      clocks: {
        wallMs: () => performance.now() + sleptMs,
        runningMs: () => performance.now(),
      },
    });
    await attempt(outbound, server.origin);
    await nextTurn();
    await attempt(outbound, server.origin);
    await nextTurn();
    expect(server.connections()).toBe(1);
    sleptMs = 3_600_000;
    await attempt(outbound, server.origin);
    await nextTurn();
    await attempt(outbound, server.origin);
    expect(server.connections()).toBe(2);
  });
});

describe('a pool', () => {
  it('makes requests beyond its limit wait', async () => {
    let running = 0;
    let most = 0;
    const server = await serve((socket) =>
      onRequest(socket, () => {
        running += 1;
        most = Math.max(most, running);
        setTimeout(() => {
          running -= 1;
          socket.write(okAnswer('ok'));
        }, 20);
      }),
    );
    const outbound = outboundWith({ connectionsPerOrigin: 2 });
    const results = await Promise.all(
      Array.from({ length: 6 }, () => attempt(outbound, server.origin)),
    );
    expect(results.every(({ body }) => body === 'ok')).toBe(true);
    expect([most, server.connections()]).toEqual([2, 2]);
  });

  it('carries 500 streams at a time', async () => {
    const waiting: (() => void)[] = [];
    const server = await serve((socket) =>
      onRequest(socket, () => {
        waiting.push(() => socket.write(okAnswer('ok')));
        if (waiting.length === 500) for (const answer of waiting) answer();
      }),
    );
    const outbound = outboundWith();
    const results = await Promise.all(
      Array.from({ length: 500 }, () => attempt(outbound, server.origin)),
    );
    expect(results.filter(({ body }) => body === 'ok')).toHaveLength(500);
  });

  it('is dropped when nobody asks for it', async () => {
    const server = await serveOk();
    const outbound = outboundWith({ poolIdleMs: 30 });
    const before = outbound.dispatcherFor(server.origin);
    await attempt(outbound, server.origin);
    await expect.poll(() => 'closed' in before && before.closed).toBe(true);
    expect((await attempt(outbound, server.origin)).body).toBe('ok');
    expect(server.connections()).toBe(2);
  });

  it('is kept while a request runs on it', async () => {
    const server = await serve((socket) =>
      onRequest(socket, () => setTimeout(() => socket.write(okAnswer('ok')), 200)),
    );
    const outbound = outboundWith({ poolIdleMs: 20 });
    const dispatcher = outbound.dispatcherFor(server.origin);
    const running = attempt(outbound, server.origin);
    await pause(100);
    expect('closed' in dispatcher && dispatcher.closed).toBe(false);
    expect((await running).body).toBe('ok');
  });

  it('lets running requests finish when the network changed', async () => {
    const server = await serve((socket) =>
      onRequest(socket, () => setTimeout(() => socket.write(okAnswer('ok')), 50)),
    );
    const outbound = outboundWith();
    const running = attempt(outbound, server.origin);
    await pause(20);
    outbound.renew();
    const later = attempt(outbound, server.origin);
    expect([(await running).body, (await later).body]).toEqual(['ok', 'ok']);
    expect(server.connections()).toBe(2);
  });
});

describe('the end', () => {
  it('waits for running requests and refuses new ones', async () => {
    const server = await serve((socket) =>
      onRequest(socket, () => setTimeout(() => socket.write(okAnswer('ok')), 100)),
    );
    const outbound = outboundWith();
    const running = attempt(outbound, server.origin);
    await pause(20);
    const closed = outbound.close();
    const { failure } = await attempt(outbound, server.origin);
    expect(failure).toMatchObject({ reason: 'Latchport is stopping', wasSent: false });
    const elsewhere = await attempt(outbound, 'http://127.0.0.1:1/');
    expect(elsewhere.failure?.reason).toBe('Latchport is stopping');
    expect((await running).body).toBe('ok');
    await closed;
  });

  it('may come twice, and be followed by anything', async () => {
    const server = await serveOk();
    const outbound = outboundWith();
    await attempt(outbound, server.origin);
    await outbound.destroy();
    await outbound.destroy();
    await outbound.close();
    outbound.renew();
    const { failure } = await attempt(outbound, server.origin);
    expect(failure?.reason).toBe('Latchport is stopping');
  });

  it('can be cut short', async () => {
    const server = await serve((socket) => onRequest(socket, () => undefined));
    const outbound = outboundWith();
    const running = attempt(outbound, server.origin);
    await pause(20);
    const closed = outbound.close();
    await outbound.destroy();
    await closed;
    expect((await running).failure).toMatchObject({
      code: 'upstream_unreachable',
      reason: 'Latchport is stopping',
      wasSent: true,
    });
  });
});
