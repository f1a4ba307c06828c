/** What the client gets is what the provider sent: status, allowed headers, and every byte of the body. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headerOf, rawRequest, sendRaw, type RawAnswer } from '../../support/raw-client.ts';
import {
  chunkedHead,
  rawAnswer,
  rawChunk,
  startRawUpstream,
  type RawUpstream,
} from '../../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';
import { turns } from '../../support/wait-until.ts';

let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
  key = engine.createKey();
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

const askingUsage = { stream: true, stream_options: { include_usage: true } };

/** A chat call; what `more` says is added to its body. */
function call(more: object = {}): Promise<RawAnswer> {
  const headers = [
    ['host', `127.0.0.1:${engine.port}`],
    ['authorization', `Bearer ${key}`],
    ['content-type', 'application/json'],
  ] as const;
  const body = JSON.stringify({ model: 'm1', messages: [], ...more });
  return sendRaw(engine.port, rawRequest('POST /v1/chat/completions', headers, body));
}

/** Streams the pieces, each of which arrives before the next one is sent. */
function streamInPieces(
  pieces: readonly (Buffer | string)[],
  end: Buffer | '' = rawChunk(''),
): void {
  upstream.answerWith(async (_request, socket) => {
    socket.write(chunkedHead());
    for (const piece of pieces) {
      socket.write(rawChunk(piece));
      // oxlint-disable-next-line no-await-in-loop
      await turns();
    }
    socket.write(end);
  });
}

const said =
  ': ping\r\n\r\n' +
  'data: {"choices":[{"index":0,"delta":{"content":"é 你 😀"}}],"model":"m1","usage":null}\n\n' +
  'event: x\r\ndata: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\r\n\r\n';
const usageEvent =
  'data: {"id":"1","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\n\n';
const done = 'data: [DONE]\n\n';
const offsets = (text: string): readonly number[] =>
  Array.from({ length: Buffer.byteLength(text) - 1 }, (_, at) => at + 1);

describe('a whole answer', () => {
  test.each([
    200, 201, 202, 400, 401, 402, 403, 404, 409, 413, 418, 422, 429, 500, 502, 503, 504, 529, 599,
  ])('of status %i passes unmodified, whatever its body', async (status) => {
    const body = Buffer.concat([
      Buffer.from(`{"error":{"message":"<b>é</b> ${status}","n":1e400, "x" : [ ] }}\r\n\0`),
      Buffer.from([0xff, 0xfe, 0x80]),
    ]);
    const headers = [['Content-Type', 'application/json; charset=utf-8']] as const;
    upstream.answerWith((_request, socket) =>
      socket.write(rawAnswer(body, headers, `${status} Strange Reason`)),
    );
    const answer = await call();
    expect(answer.status).toBe(status);
    expect(answer.body.equals(body)).toBe(true);
    expect(headerOf(answer, 'content-type')).toBe('application/json; charset=utf-8');
  });

  test('that is empty passes as empty', async () => {
    upstream.answerWith((_request, socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'));
    const answer = await call();
    expect(answer.status).toBe(204);
    expect(answer.body).toHaveLength(0);
  });

  test('that came compressed although nobody asked passes compressed', async () => {
    const body = gzipSync('{"choices":[]}');
    upstream.answerWith((_request, socket) =>
      socket.write(
        rawAnswer(body, [
          ['content-type', 'application/json'],
          ['content-encoding', 'gzip'],
        ]),
      ),
    );
    const answer = await call();
    expect(headerOf(answer, 'content-encoding')).toBe('gzip');
    expect(answer.body.equals(body)).toBe(true);
  });

  test('that comes byte by byte passes whole', async () => {
    const body = Buffer.from('{"choices":[{"message":{"content":"é你😀"}}]}\n');
    upstream.answerWith(async (_request, socket) => {
      for (const byte of rawAnswer(body)) {
        socket.write(Buffer.from([byte]));
        // oxlint-disable-next-line no-await-in-loop
        await turns(1);
      }
    });
    const answer = await call();
    expect(answer.body.equals(body)).toBe(true);
    expect(answer.isWhole).toBe(true);
  });

  test('preceded by interim answers passes alone', async () => {
    upstream.answerWith((_request, socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n');
      socket.write(rawAnswer('{"ok":1}'));
    });
    const answer = await call();
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe('{"ok":1}');
  });

  test('of twenty megabytes passes whole', async () => {
    const body = Buffer.alloc(20_000_000, '{"data":"0123456789abcdef"}');
    upstream.answerWith((_request, socket) => socket.write(rawAnswer(body)));
    const answer = await call();
    expect(answer.body.equals(body)).toBe(true);
  });
});

describe('a stream the client asked for with its usage', () => {
  const sent = said + usageEvent + done;

  test('passes unmodified wherever it is cut in two', async () => {
    const got: string[] = [];
    for (const at of offsets(sent)) {
      const bytes = Buffer.from(sent);
      streamInPieces([bytes.subarray(0, at), bytes.subarray(at)]);
      // oxlint-disable-next-line no-await-in-loop
      got.push((await call(askingUsage)).body.toString());
    }
    expect([...new Set(got)]).toEqual([sent]);
  });

  test('passes unmodified byte by byte', async () => {
    streamInPieces([...Buffer.from(sent)].map((byte) => Buffer.from([byte])));
    expect((await call(askingUsage)).body.toString()).toBe(sent);
  });

  test('passes bytes that are no UTF-8, and data that is no JSON', async () => {
    const odd = Buffer.concat([
      Buffer.from('data: {"choices":[{"delta":{"content":"'),
      Buffer.from([0xc3, 0x28, 0xff, 0xf0, 0x9f]),
      Buffer.from('"}}]}\n\ndata: {{{nonsense\n\nid: 7\nretry: 1\n\n\n\n'),
      Buffer.from(done),
    ]);
    streamInPieces([odd]);
    expect((await call(askingUsage)).body.equals(odd)).toBe(true);
  });

  test('reaches the client event by event, not at its end', async () => {
    const { promise: first, resolve: firstCame } = Promise.withResolvers<string>();
    upstream.answerWith(async (_request, socket) => {
      socket.write(chunkedHead() + rawChunk(said).toString());
      await first;
      socket.write(rawChunk(done));
      socket.write(rawChunk(''));
    });
    const response = await fetch(`${engine.base}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ model: 'm1', ...askingUsage }),
    });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      firstCame(text);
    }
    expect(text).toBe(said + done);
  });
});

describe('a stream whose usage only we asked for', () => {
  test('loses its usage event and nothing else, wherever it is cut in two', async () => {
    const got: string[] = [];
    const bytes = Buffer.from(said + usageEvent + done);
    for (const at of offsets(said + usageEvent + done)) {
      streamInPieces([bytes.subarray(0, at), bytes.subarray(at)]);
      // oxlint-disable-next-line no-await-in-loop
      got.push((await call({ stream: true })).body.toString());
    }
    expect([...new Set(got)]).toEqual([said + done]);
  });

  test('loses its usage event byte by byte too', async () => {
    streamInPieces([...Buffer.from(said + usageEvent + done)].map((byte) => Buffer.from([byte])));
    expect((await call({ stream: true })).body.toString()).toBe(said + done);
  });

  test('keeps a length-delimited body honest', async () => {
    upstream.answerWith((_request, socket) =>
      socket.write(rawAnswer(said + usageEvent + done, [['content-type', 'text/event-stream']])),
    );
    const answer = await call({ stream: true });
    expect(answer.body.toString()).toBe(said + done);
    expect(answer.isWhole).toBe(true);
  });

  test('is counted although the client never sees its count', async () => {
    streamInPieces([said + usageEvent + done]);
    await call({ stream: true });
    engine.engine.parts.recorder.flush(true);
    const row = engine.engine.parts.store
      .prepare('SELECT input_tokens, output_tokens, outcome FROM usage_records ORDER BY id DESC')
      .get();
    expect(row).toEqual({ input_tokens: 3, output_tokens: 2, outcome: 'ok' });
  });

  test('passes as it is when the provider compressed it', async () => {
    const body = gzipSync(said + usageEvent + done);
    upstream.answerWith((_request, socket) =>
      socket.write(
        rawAnswer(body, [
          ['content-type', 'text/event-stream'],
          ['content-encoding', 'gzip'],
        ]),
      ),
    );
    const answer = await call({ stream: true });
    expect(answer.body.equals(body)).toBe(true);
  });
});
