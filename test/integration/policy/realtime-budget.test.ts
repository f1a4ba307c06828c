import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MODEL, setPrice } from '../../support/money-engine.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';
import { lastUsageRow } from '../../support/usage-rows.ts';
import { waitUntil } from '../../support/wait-until.ts';
import {
  frame,
  startWebSocketUpstream,
  type WebSocketUpstream,
} from '../../support/websocket-upstream.ts';

interface Session {
  readonly engine: TestEngine;
  readonly upstream: WebSocketUpstream;
  readonly socket: Socket;
  readonly head: () => string;
}

/** A session of a key with so many USD a day; every answer in it is thought to cost 4.096 USD at most. */
async function open(usd: number): Promise<Session> {
  const upstream = await startWebSocketUpstream();
  const engine = await startTestEngine();
  const socket = connect(engine.port, '127.0.0.1');
  onTestFinished(async () => {
    socket.destroy();
    await engine.close();
    await upstream.close();
  });
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1`, validate: false });
  setPrice(engine);
  const key = engine.createKey({ budgets: [{ usd, per: 'day' }] });
  const received: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => received.push(chunk));
  socket.write(
    [
      `GET /v1/realtime?model=openai/${MODEL} HTTP/1.1`,
      `Host: 127.0.0.1:${engine.port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
      `Authorization: Bearer ${key}`,
      '\r\n',
    ].join('\r\n'),
  );
  const head = (): string => Buffer.concat(received).toString('latin1').split('\r\n\r\n')[0] ?? '';
  await waitUntil('it is answered', () => Buffer.concat(received).includes('\r\n\r\n'));
  return { engine, upstream, socket, head };
}

/** An answer in a session that took so many tokens. */
const done = (tokens: number): Buffer => {
  const usage = { input_tokens: 10, output_tokens: tokens };
  return frame(JSON.stringify({ type: 'response.done', response: { usage } }));
};

const left = ({ engine }: Session): number | null => {
  const { allowances, virtualKeys, recorder } = engine.engine.parts;
  const [key] = virtualKeys.list();
  if (key === undefined) throw new Error('there is no key');
  const start = { workspaceId: 'personal', virtualKeyId: key.id, dialect: 'openai-chat' } as const;
  const record = recorder.open({ ...start, operation: 'chat', client: null }, Date.now());
  return allowances.remainingUsd(key, record);
};

describe('a session', () => {
  test('is not begun when the budget does not cover an answer', async () => {
    const session = await open(4);
    expect(session.head()).toMatch(/^HTTP\/1\.1 402 /);
    expect(session.upstream.seen).toEqual([]);
    expect(left(session)).toBe(4);
  });

  test('is counted as it goes on, and ended when the budget covers no further answer', async () => {
    const session = await open(10);
    expect(session.head()).toMatch(/^HTTP\/1\.1 101 /);
    expect(session.head()).toContain('x-latchport-budget-remaining-usd: 5.904000');
    session.upstream.send(done(3000));
    await waitUntil('it is counted', () => left(session) === 10 - 3 - 4.096);
    session.upstream.send(done(3000));
    await waitUntil('it is ended', () => session.socket.closed);
    await waitUntil('it is closed at the provider', () => session.upstream.sockets.size === 0);
    await waitUntil('it is settled', () => left(session) === 4);
    const { store, recorder } = session.engine.engine.parts;
    recorder.flush(true);
    const row = store.prepare("SELECT * FROM usage_records WHERE operation = 'realtime'").get();
    expect(row).toMatchObject({ error_code: 'budget_exhausted', cost_usd: 6, output_tokens: 6000 });
  });

  test('in which nothing was answered costs nothing', async () => {
    const session = await open(10);
    session.socket.destroy();
    await waitUntil('it is over', () => lastUsageRow(session.engine).outcome !== 'running');
    expect(left(session)).toBe(10);
  });
});
