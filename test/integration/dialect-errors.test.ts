/**
 * What the official clients make of our errors: each SDK talks to a server on loopback that answers
 * with what a dialect renders, instead of an answer and in the middle of one.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Anthropic, APIError as AnthropicError } from '@anthropic-ai/sdk';
import { ApiError as GoogleError, GoogleGenAI } from '@google/genai';
import { APIError as OpenAIError, OpenAI } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialectOf } from '../../src-proxy/dialects/dialects.ts';
import { anthropicStreams } from '../unit/dialects/anthropic-streams.ts';
import { events, typedEvents } from '../unit/dialects/stream-fixture.ts';
import type { DialectName } from '../../src-proxy/dialects/dialect-name.ts';
import type { RenderableError } from '../../src-proxy/dialects/dialect.ts';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

let answer: Answer;
let origin = '';

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's address is one
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const exhausted: RenderableError = {
  code: 'budget_exhausted',
  status: 402,
  type: 'billing_error',
  message: 'The budget "café" is spent.',
};

const interrupted: RenderableError = {
  code: 'upstream_interrupted',
  status: 502,
  type: 'api_error',
  message: 'openai ended the answer before it was complete.',
};

function refuse(name: DialectName): void {
  const body = Buffer.from(JSON.stringify(dialectOf(name).renderError(exhausted)));
  answer = { status: exhausted.status, type: 'application/json', body };
}

/** Streams what came before the cut, then our error. */
function interrupt(name: DialectName, before: Uint8Array): void {
  const ending = Buffer.from(dialectOf(name).renderStreamError(interrupted));
  answer = { status: 200, type: 'text/event-stream', body: Buffer.concat([before, ending]) };
}

type Stream = PromiseLike<AsyncIterable<unknown>>;

interface Heard {
  readonly items: readonly unknown[];
  readonly error: unknown;
}

/** Everything a client was given until it raised an error; it fails where it raises none. */
async function listen(stream: Stream): Promise<Heard> {
  const items: unknown[] = [];
  try {
    for await (const item of await stream) items.push(item);
  } catch (error) {
    return { items, error };
  }
  throw new Error('The client took the cut stream for a whole one.');
}

const key = 'sk-lp-test';
const messages = [{ role: 'user' as const, content: 'Hi' }];

function openAi(): OpenAI {
  return new OpenAI({ baseURL: `${origin}/v1`, apiKey: key, maxRetries: 0, logLevel: 'off' });
}

function anthropic(): Anthropic {
  return new Anthropic({ baseURL: origin, apiKey: key, maxRetries: 0, logLevel: 'off' });
}

function google(): GoogleGenAI {
  return new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: origin } });
}

/** A whole event, the next one begun: cut within the two bytes of its "é". */
function cutWithinCharacter(whole: string, next: string): Buffer {
  const bytes = Buffer.from(whole + next);
  return bytes.subarray(0, bytes.indexOf('é', whole.length) + 1);
}

function askChat(): Stream {
  return openAi().chat.completions.create({ model: 'm', messages, stream: true });
}

function askResponses(): Stream {
  return openAi().responses.create({ model: 'm', input: 'Hi', stream: true });
}

function askAnthropic(): Stream {
  return anthropic().messages.create({ model: 'm', max_tokens: 9, messages, stream: true });
}

function askGoogle(): Stream {
  return google().models.generateContentStream({ model: 'm', contents: 'Hi' });
}

describe('the OpenAI client, chat', () => {
  const said = events({ choices: [{ index: 0, delta: { content: 'café' } }] });

  it('raises a refusal with its code', async () => {
    refuse('openai-chat');
    const error: unknown = await openAi()
      .chat.completions.create({ model: 'm', messages })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(OpenAIError);
    expect(error).toMatchObject({
      status: 402,
      code: 'budget_exhausted',
      type: 'billing_error',
      param: null,
      message: `402 ${exhausted.message}`,
    });
  });

  it('raises an error in mid-stream', async () => {
    interrupt('openai-chat', Buffer.from(said));
    const { items, error } = await listen(askChat());
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(OpenAIError);
    expect(error).toMatchObject({
      code: 'upstream_interrupted',
      type: 'api_error',
      message: interrupted.message,
    });
  });

  it('raises an error for an event cut within a character', async () => {
    interrupt('openai-chat', cutWithinCharacter(said, said));
    const { items, error } = await listen(askChat());
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(SyntaxError);
  });
});

describe('the OpenAI client, responses', () => {
  const said = typedEvents({ type: 'response.output_text.delta', delta: 'café' });

  it('raises a refusal with its code', async () => {
    refuse('openai-responses');
    const error: unknown = await openAi()
      .responses.create({ model: 'm', input: 'Hi' })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(OpenAIError);
    expect(error).toMatchObject({ status: 402, code: 'budget_exhausted' });
  });

  it('raises an error in mid-stream', async () => {
    interrupt('openai-responses', Buffer.from(said));
    const { items, error } = await listen(askResponses());
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(OpenAIError);
    expect(error).toMatchObject({
      code: 'upstream_interrupted',
      type: 'api_error',
      message: interrupted.message,
    });
  });

  it('raises an error for an event cut within a character', async () => {
    interrupt('openai-responses', cutWithinCharacter(said, said));
    const { items, error } = await listen(askResponses());
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(SyntaxError);
  });
});

describe('the Anthropic client', () => {
  const raised = {
    type: 'api_error',
    errorCode: 'upstream_interrupted',
    apiMessage: interrupted.message,
  };

  it('raises a refusal with its code', async () => {
    refuse('anthropic-messages');
    const error: unknown = await anthropic()
      .messages.create({ model: 'm', max_tokens: 9, messages })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AnthropicError);
    expect(error).toMatchObject({
      status: 402,
      type: 'billing_error',
      errorCode: 'budget_exhausted',
      apiMessage: exhausted.message,
    });
  });

  const whole = Buffer.from(anthropicStreams['a cached prompt']?.text ?? '');
  const cuts = Array.from({ length: Math.floor(whole.length / 31) }, (_, at) => at * 31);

  it.each(cuts)('raises our error and no other for a stream cut at byte %i', async (at) => {
    interrupt('anthropic-messages', whole.subarray(0, at));
    const { error } = await listen(askAnthropic());
    expect(error).toBeInstanceOf(AnthropicError);
    expect(error).toMatchObject(raised);
  });

  it('raises it from its stream helper too', async () => {
    interrupt('anthropic-messages', whole.subarray(0, whole.indexOf('你') + 1));
    const stream = anthropic().messages.stream({ model: 'm', max_tokens: 9, messages });
    await expect(stream.finalMessage()).rejects.toMatchObject(raised);
  });
});

describe('the Google client', () => {
  const said = events({ candidates: [{ content: { parts: [{ text: 'café' }] } }] });

  it('raises a refusal with its code', async () => {
    refuse('gemini');
    const error: unknown = await google()
      .models.generateContent({ model: 'm', contents: 'Hi' })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GoogleError);
    expect(error).toMatchObject({
      status: 402,
      message: expect.stringContaining('"reason":"budget_exhausted"'),
    });
  });

  it.each([
    ['LF', said],
    ['CR LF', said.replaceAll('\n', '\r\n')],
  ])('raises an error in mid-stream after events that end with %s', async (_end, before) => {
    interrupt('gemini', Buffer.from(before));
    const { items, error } = await listen(askGoogle());
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(GoogleError);
    expect(error).toMatchObject({
      status: 502,
      message: expect.stringContaining('"reason":"upstream_interrupted"'),
    });
  });

  it('raises an error for an event cut within a character', async () => {
    interrupt('gemini', cutWithinCharacter(said, said));
    const { items, error } = await listen(askGoogle());
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(SyntaxError);
  });
});
