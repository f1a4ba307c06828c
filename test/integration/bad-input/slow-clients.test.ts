/** Clients that begin a body and do not end it. */
import { expect, test } from 'vitest';
import { dialectCalls } from '../../support/dialect-calls.ts';
import { readRawAnswer, openRawClient } from '../../support/raw-client.ts';
import { troubledEngine } from '../../support/troubled-engine.ts';
import { lastUsageRow } from '../../support/usage-rows.ts';
import { waitUntil } from '../../support/wait-until.ts';

const running = troubledEngine({ bodyTimeoutMs: 500 });

test.each(dialectCalls)('$name: a body that does not end is given up', async (call) => {
  const { engine, key, upstream } = running();
  const headers = Object.entries({
    host: `127.0.0.1:${engine.port}`,
    'content-type': 'application/json',
    'content-length': '1000',
    ...call.credentials(key),
  });
  const client = await openRawClient(engine.port);
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  client.socket.write(`POST ${call.path('m1', false)} HTTP/1.1\r\n${lines}\r\n{"model":"m1",`);
  await waitUntil('it is answered', () => readRawAnswer(client.received()).isWhole);
  const answer = readRawAnswer(client.received());
  client.socket.destroy();
  const code = 'body_timeout';
  expect(answer.status).toBe(408);
  expect(JSON.parse(answer.body.toString())).toMatchObject(call.error({ code, status: 408 }));
  expect(lastUsageRow(engine)).toMatchObject({ outcome: 'refused', error_code: code });
  expect(upstream.seen).toEqual([]);
});

test('a client that leaves in the middle of its body is on record, and nobody is asked', async () => {
  const { engine, key, upstream } = running();
  const client = await openRawClient(engine.port);
  const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:${engine.port}\r\n`;
  client.socket.write(`${head}authorization: Bearer ${key}\r\ncontent-length: 1000\r\n\r\n{`);
  client.socket.end();
  await client.closed;
  expect(lastUsageRow(engine)).toMatchObject({ outcome: 'client_gone', status: null });
  expect(upstream.seen).toEqual([]);
});
