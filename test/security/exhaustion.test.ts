/**
 * T13: more than there is room for: bodies, headers and lines without end, clients that wait, by the
 * thousand. The engine stays small and goes on answering.
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { toAppError } from '../../src-proxy/errors.ts';
import { ClientGone } from '../../src-proxy/inference/client-gone.ts';
import { readBody } from '../../src-proxy/inference/body/read-body.ts';
import {
  callWith,
  drain,
  headFor,
  isOver,
  pour,
  pourAnswer,
  startMeasuredEngine,
} from '../support/measured-engine.ts';
import { openRawClient, readRawAnswer, sendRaw } from '../support/raw-client.ts';
import { chunkedHead, rawChunk } from '../support/raw-upstream.ts';
import { waitUntil } from '../support/wait-until.ts';
import { frame } from '../support/websocket-upstream.ts';

const MIB = 1_048_576;

describe.runIf(existsSync('/proc/self/status'))('the engine', () => {
  test('refuses a body that says it is too large before any of it came', async () => {
    const engine = await startMeasuredEngine();
    const answer = await sendRaw(engine.port, headFor(engine, 'content-length: 10000000000'));
    expect(answer.status).toBe(413);
    expect(answer.body.toString()).toContain('request_too_large');
  });

  test('refuses bodies without end, and keeps none of them', async () => {
    const engine = await startMeasuredEngine('--max-body', '4');
    const megabyte = rawChunk(Buffer.alloc(MIB, '{"model":"m1"}'));
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const client = await openRawClient(engine.port);
        client.socket.write(headFor(engine, 'transfer-encoding: chunked'));
        await pour(client.socket, megabyte, 200);
        return readRawAnswer(await client.closed).status;
      }),
    );
    expect(statuses.filter((status) => status !== 413 && status !== 0)).toEqual([]);
    expect(await engine.serves()).toBe(true);
    expect(engine.grownMib()).toBeLessThan(350);
  });

  test('joins a body that comes byte by byte instead of keeping each', async () => {
    const engine = await startMeasuredEngine();
    const client = await openRawClient(engine.port);
    client.socket.write(headFor(engine, 'transfer-encoding: chunked', 'connection: close'));
    await pour(client.socket, Buffer.from('1\r\n \r\n'.repeat(8192)), 128);
    client.socket.write('0\r\n\r\n');
    expect(readRawAnswer(await client.closed).body.toString()).toContain('body_invalid_json');
    expect(engine.grownMib()).toBeLessThan(100);
  });

  test('refuses headers without end', async () => {
    const engine = await startMeasuredEngine();
    const line = Buffer.from(`x-more: ${'y'.repeat(8000)}\r\n`);
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const client = await openRawClient(engine.port);
        client.socket.write('GET /v1/models HTTP/1.1\r\n');
        await pour(client.socket, line, 2000);
        return readRawAnswer(await client.closed).status;
      }),
    );
    expect(statuses.filter((status) => status !== 431 && status !== 0)).toEqual([]);
    expect(await engine.serves()).toBe(true);
    expect(engine.grownMib()).toBeLessThan(100);
  });

  test(
    'outlasts 2,000 clients that say nothing and 200 that say it slowly',
    { timeout: 120_000 },
    async () => {
      const engine = await startMeasuredEngine();
      const idle = await Promise.all(
        Array.from({ length: 2000 }, () => openRawClient(engine.port)),
      );
      const slow = await Promise.all(Array.from({ length: 200 }, () => openRawClient(engine.port)));
      const dripping = setInterval(() => {
        for (const { socket } of slow) if (socket.writable) socket.write('x');
      }, 500);
      onTestFinished(() => clearInterval(dripping));
      for (const { socket } of slow) socket.write('GET /v1/models HTTP/1.1\r\nx-slow: ');
      expect(await engine.serves()).toBe(true);
      expect(engine.grownMib()).toBeLessThan(100);
      await waitUntil(
        'every one of them was shown the door',
        () => [...idle, ...slow].every(isOver),
        90_000,
      );
      expect(await engine.serves()).toBe(true);
    },
  );

  test.each([
    [
      'asked for usage itself',
      '{"model":"m1","stream":true,"stream_options":{"include_usage":true}}',
    ],
    ['leaves that to us', '{"model":"m1","stream":true}'],
  ])(
    'relays an event without end to a client that %s, and does not keep it',
    async (_who, body) => {
      const engine = await startMeasuredEngine();
      pourAnswer(engine, chunkedHead(), Buffer.alloc(MIB, 'data: {"usage":{"x":'), 400);
      const client = await openRawClient(engine.port);
      client.socket.write(callWith(engine, body));
      expect(await drain(client)).toBeGreaterThan(400 * MIB);
      expect(engine.grownMib()).toBeLessThan(200);
    },
  );

  test('relays a body without end, and does not keep it', async () => {
    const engine = await startMeasuredEngine();
    pourAnswer(
      engine,
      chunkedHead([['content-type', 'application/json']]),
      Buffer.alloc(MIB, '[{"usage":'),
      400,
    );
    const client = await openRawClient(engine.port);
    client.socket.write(callWith(engine, '{"model":"m1"}'));
    expect(await drain(client)).toBeGreaterThan(400 * MIB);
    expect(engine.grownMib()).toBeLessThan(250);
  });

  test('joins an answer that comes byte by byte instead of keeping each', async () => {
    const engine = await startMeasuredEngine();
    engine.answerWith(async (_request, socket) => {
      socket.write(chunkedHead([['content-type', 'application/json']]));
      await pour(socket, Buffer.from('1\r\n \r\n'.repeat(8192)), 128);
      socket.end('0\r\n\r\n');
    });
    const client = await openRawClient(engine.port);
    client.socket.write(callWith(engine, '{"model":"m1"}'));
    expect(await drain(client)).toBeGreaterThan(MIB);
    expect(engine.grownMib()).toBeLessThan(210);
  });

  test('takes no more from a provider than a slow client takes from it', async () => {
    const engine = await startMeasuredEngine();
    let sent = 0;
    engine.answerWith(async (_request, socket) => {
      socket.write(chunkedHead());
      const chunk = rawChunk(Buffer.alloc(MIB, 'data: {}\n\n'));
      while (socket.writableLength < 8 * MIB && sent < 500) {
        socket.write(chunk);
        sent += 1;
        // oxlint-disable-next-line no-await-in-loop
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    });
    const client = await openRawClient(engine.port);
    client.socket.pause();
    client.socket.write(callWith(engine, '{"model":"m1","stream":true}'));
    await waitUntil('the provider had to stop', () => sent > 8);
    expect(await engine.serves()).toBe(true);
    await waitUntil('it stopped for good', async () => {
      const before = sent;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return before === sent;
    });
    expect(sent).toBeLessThan(100);
    expect(engine.grownMib()).toBeLessThan(100);
  });

  test('relays a WebSocket message without end, and does not keep it', async () => {
    const engine = await startMeasuredEngine();
    const client = await openRawClient(engine.port);
    const size = 300 * MIB;
    const start = frame(Buffer.alloc(0));
    start[1] = 127;
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(size));
    client.socket.write(
      headFor(
        engine,
        'upgrade: websocket',
        'connection: upgrade',
        'sec-websocket-key: x',
        'sec-websocket-version: 13',
      ).replace('POST /v1/chat/completions', 'GET /v1/realtime?model=m1'),
    );
    // The raw provider speaks HTTP only as far as it is told to.
    engine.answerWith(async (_request, socket) => {
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
      );
      socket.write(Buffer.concat([start, length]));
      await pour(socket, Buffer.alloc(MIB, '"response.done"'), 300);
      socket.end();
    });
    expect(await drain(client)).toBeGreaterThan(size);
    expect(engine.grownMib()).toBeLessThan(200);
  });
});

test('a body that does not come in time is given up', async () => {
  const outcome = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    const reading = readBody(request, { maxBodyBytes: MIB, bodyTimeoutMs: 50 });
    reading.then(
      (body) => outcome.resolve(`read ${body.length}`),
      (error: unknown) => {
        outcome.resolve(error instanceof ClientGone ? 'gone' : toAppError(error).code);
        response.destroy();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = await openRawClient(port);
  client.socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf');
  expect(await outcome.promise).toBe('body_timeout');
  expect((await buffer(client.socket)).length).toBe(0);
});
