/** A client that sends its whole body before it reads must still get to the answer that refuses it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRawClient, readRawAnswer, type RawAnswer } from '../../support/raw-client.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';

const MIB = 1_048_576;
let engine: TestEngine;
let key: string;

beforeAll(async () => {
  engine = await startTestEngine({ maxBodyBytes: MIB });
  key = engine.createKey();
});

afterAll(() => engine.close());

/** Reads nothing before everything is written. */
async function writeThenRead(authorization: string, size: number): Promise<RawAnswer> {
  const client = await openRawClient(engine.port);
  client.socket.pause();
  const head = [
    'POST /v1/chat/completions HTTP/1.1',
    `host: 127.0.0.1:${engine.port}`,
    `authorization: ${authorization}`,
    `content-length: ${size}`,
  ];
  client.socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await new Promise<void>((resolve) => {
    client.socket.once('close', () => resolve());
    client.socket.write(Buffer.alloc(size, ' '), () => resolve());
  });
  client.socket.resume();
  return readRawAnswer(await client.closed);
}

test.each([
  ['too large a body', 413, 8 * MIB, (): string => `Bearer ${key}`],
  ['a wrong key', 401, 8 * MIB, (): string => 'Bearer sk-lp-wrong'],
] as const)('%s', async (_what, status, size, authorization) => {
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => writeThenRead(authorization(), size)),
  );
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status));
  expect(answers.filter(({ isWhole }) => !isWhole)).toEqual([]);
});

test('a body that never ends is not read for ever', async () => {
  const client = await openRawClient(engine.port);
  client.socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:${engine.port}\r\ncontent-length: 999999999\r\n\r\n`,
  );
  const dripping = setInterval(() => client.socket.writable && client.socket.write(' '), 20);
  const answer = readRawAnswer(await client.closed);
  clearInterval(dripping);
  expect(answer.status).toBe(401);
});
