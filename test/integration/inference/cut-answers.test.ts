/**
 * A provider that dies while it answers: the official clients must raise an error of their own kind, and
 * the record must say that it was no success.
 */
import { Anthropic, APIError as AnthropicError } from '@anthropic-ai/sdk';
import { ApiError as GoogleError, GoogleGenAI } from '@google/genai';
import { APIError as OpenAIError, OpenAI } from 'openai';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawRequest, sendRaw } from '../../support/raw-client.ts';
import {
  chunkedHead,
  rawChunk,
  startRawUpstream,
  type RawUpstream,
} from '../../support/raw-upstream.ts';
import { startTestEngine, type TestEngine } from '../../support/test-engine.ts';
import { lastUsageRow } from '../../support/usage-rows.ts';
import { turns, waitUntil } from '../../support/wait-until.ts';

let engine: TestEngine;
let upstream: RawUpstream;
let key: string;

beforeAll(async () => {
  upstream = await startRawUpstream(['m1']);
  engine = await startTestEngine();
  await engine.connect('openai', { baseUrl: `${upstream.origin}/v1` });
  await engine.connect('anthropic', { baseUrl: upstream.origin, validate: false });
  await engine.connect('google_ai_studio', { baseUrl: upstream.origin, validate: false });
  key = engine.createKey();
});

afterAll(async () => {
  await engine.close();
  await upstream.close();
});

/** What a client made of an answer. */
interface Heard {
  readonly items: number;
  readonly error: unknown;
}

async function hear(stream: PromiseLike<AsyncIterable<unknown>>): Promise<Heard> {
  let items = 0;
  try {
    for await (const item of await stream) if (item !== undefined) items += 1;
  } catch (error) {
    return { items, error };
  }
  return { items, error: null };
}

interface DialectClient {
  /** Two events of a stream, whole. */
  readonly before: string;
  readonly ending: string;
  readonly ask: () => PromiseLike<AsyncIterable<unknown>>;
  readonly errorClass: new (...args: never[]) => Error;
}

const messages = [{ role: 'user' as const, content: 'Hi' }];
const event = (data: unknown, name?: string): string =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
const typed = (data: { readonly type: string }): string => event(data, data.type);
const openai = (): OpenAI =>
  new OpenAI({ baseURL: `${engine.base}/v1`, apiKey: key, maxRetries: 0, logLevel: 'off' });
const anthropic = (): Anthropic =>
  new Anthropic({ baseURL: engine.base, apiKey: key, maxRetries: 0, logLevel: 'off' });
const google = (): GoogleGenAI =>
  new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: engine.base } });
const chatChunk = (content: string, finish: string | null = null): object => ({
  id: 'c',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm1',
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
});
const geminiChunk = (text: string, finishReason?: string): object => ({
  candidates: [{ index: 0, content: { role: 'model', parts: [{ text }] }, finishReason }],
});

const clients: Readonly<Record<string, DialectClient>> = {
  'OpenAI chat': {
    before: event(chatChunk('a')) + event(chatChunk('é')),
    ending: `${event(chatChunk('', 'stop'))}data: [DONE]\n\n`,
    ask: () => openai().chat.completions.create({ model: 'openai/m1', messages, stream: true }),
    errorClass: OpenAIError,
  },
  'OpenAI responses': {
    before:
      typed({ type: 'response.created' }) +
      event({ type: 'response.output_text.delta', delta: 'é' }, 'response.output_text.delta'),
    ending: event({ type: 'response.completed', response: {} }, 'response.completed'),
    ask: () => openai().responses.create({ model: 'openai/m1', input: 'Hi', stream: true }),
    errorClass: OpenAIError,
  },
  'Anthropic messages': {
    before:
      event(
        { type: 'message_start', message: { id: 'm', role: 'assistant', content: [], usage: {} } },
        'message_start',
      ) + typed({ type: 'content_block_start' }),
    ending: typed({ type: 'message_stop' }),
    ask: () =>
      anthropic().messages.create({ model: 'anthropic/c1', max_tokens: 9, messages, stream: true }),
    errorClass: AnthropicError,
  },
  Gemini: {
    before: event(geminiChunk('a')) + event(geminiChunk('é')),
    ending: event(geminiChunk('.', 'STOP')),
    ask: () =>
      google().models.generateContentStream({ model: 'google_ai_studio/g1', contents: 'Hi' }),
    errorClass: GoogleError,
  },
};

const deaths: Readonly<Record<string, (socket: Socket) => void>> = {
  'its connection is reset': (socket) => socket.resetAndDestroy(),
  'its connection is closed': (socket) => socket.end(),
  'it ends in order but without the last event': (socket) => socket.write(rawChunk('')),
  'it goes on with what is no HTTP': (socket) => socket.write('not a chunk size at all\r\n\r\n'),
};

const earlyDeaths: Readonly<Record<string, (socket: Socket) => void>> = {
  'resets the connection': (socket) => socket.resetAndDestroy(),
  'closes the connection': (socket) => socket.end(),
  'answers with what is no HTTP': (socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n'),
  'closes within its head': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-ty'),
};

describe.each(Object.entries(clients))('%s', (_name, client) => {
  test('hears a whole stream to its end', async () => {
    upstream.answerWith((_request, socket) => {
      socket.write(chunkedHead() + rawChunk(client.before + client.ending).toString());
      socket.write(rawChunk(''));
    });
    expect(await hear(client.ask())).toMatchObject({ error: null });
    expect(lastUsageRow(engine)).toMatchObject({ outcome: 'ok', status: 200, error_code: null });
  });

  test.each(Object.entries(deaths))('raises its error when %s', async (_how, die) => {
    upstream.answerWith(async (_request, socket) => {
      socket.write(chunkedHead() + rawChunk(client.before).toString());
      await turns(5);
      die(socket);
    });
    const { items, error } = await hear(client.ask());
    expect(items).toBe(2);
    expect(error).toBeInstanceOf(client.errorClass);
    expect(JSON.stringify(error) + String(error)).toContain(
      'ended the answer before it was complete',
    );
    expect(lastUsageRow(engine)).toMatchObject({
      outcome: 'upstream_error',
      error_code: 'upstream_interrupted',
      status: 200,
    });
  });

  test('raises its error when a stream ends before its first event', async () => {
    upstream.answerWith((_request, socket) =>
      socket.write(chunkedHead() + rawChunk('').toString()),
    );
    const { items, error } = await hear(client.ask());
    expect(items).toBe(0);
    expect(error).toBeInstanceOf(client.errorClass);
  });

  test.each(Object.entries(earlyDeaths))(
    'raises a plain error when the provider %s instead of answering',
    async (_how, die) => {
      upstream.answerWith((_request, socket) => die(socket));
      const { error } = await hear(client.ask());
      expect(error).toBeInstanceOf(client.errorClass);
      expect(error).toMatchObject({ status: 502 });
      expect(lastUsageRow(engine)).toMatchObject({ outcome: 'upstream_error', status: 502 });
    },
  );
});

const call = (): ReturnType<typeof sendRaw> =>
  sendRaw(
    engine.port,
    rawRequest(
      'POST /v1/chat/completions',
      [
        ['host', `127.0.0.1:${engine.port}`],
        ['authorization', `Bearer ${key}`],
      ],
      '{"model":"openai/m1","messages":[]}',
    ),
  );

describe('a body that is not streamed', () => {
  test.each([
    [
      'with its length said',
      'content-type: application/json\r\ncontent-length: 100\r\n\r\n{"half":',
    ],
    [
      'in chunks',
      'content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n8\r\n{"half":\r\n',
    ],
  ])('and is cut, %s, reaches the client as a broken transfer', async (_how, half) => {
    upstream.answerWith(async (_request, socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${half}`);
      await turns(5);
      socket.resetAndDestroy();
    });
    const answer = await call();
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe('{"half":');
    expect(answer.isWhole).toBe(false);
    await waitUntil('the record is closed', () => lastUsageRow(engine).outcome !== 'running');
    expect(lastUsageRow(engine)).toMatchObject({
      outcome: 'upstream_error',
      error_code: 'upstream_interrupted',
    });
  });

  test('and longer than it said reaches the client as said', async () => {
    upstream.answerWith((_request, socket) =>
      socket.write(
        'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nx: smuggled\r\n\r\n',
      ),
    );
    const answer = await call();
    expect(answer.body.toString()).toBe('{}');
    upstream.answerWith((_request, socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{1}'),
    );
    expect((await call()).body.toString()).toBe('{1}');
  });
});
