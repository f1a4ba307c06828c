import Anthropic, { NotFoundError as AnthropicNotFound } from '@anthropic-ai/sdk';
import { ApiError, GoogleGenAI } from '@google/genai';
import OpenAI, { BadRequestError, NotFoundError } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoDispatcher } from '../../../src-proxy/demo/demo-dispatcher.ts';
import { serveDispatcher, type ServedDispatcher } from '../../support/serve-dispatcher.ts';

let served: ServedDispatcher;
let openai: OpenAI;
let anthropic: Anthropic;

beforeAll(async () => {
  served = await serveDispatcher(createDemoDispatcher());
  openai = new OpenAI({ baseURL: `${served.url}/v1`, apiKey: 'k', maxRetries: 0 });
  anthropic = new Anthropic({ baseURL: served.url, apiKey: 'k', maxRetries: 0 });
});
afterAll(() => served.close());

const question = 'My secret plan is canary.';
const lengthSaid = `had ${question.length} characters`;

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const chat = {
  model: 'demo-fast',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: question }] },
  ],
} satisfies OpenAI.ChatCompletionCreateParams;

describe('the OpenAI SDK', () => {
  it('lists the models and shows one', async () => {
    const list = await openai.models.list();
    expect(list.data.map(({ id }) => id)).toEqual(['demo', 'demo-fast', 'demo-echo']);
    expect((await openai.models.retrieve('demo')).object).toBe('model');
  });

  it('completes a chat', async () => {
    const answer = await openai.chat.completions.create(chat);
    const text = answer.choices[0]?.message.content ?? '';
    expect(text).toContain("Latchport's built-in demo");
    expect(text).toContain(lengthSaid);
    expect(text).toContain('latchport connection add');
    expect(text).not.toContain('canary');
    expect(answer.choices[0]?.finish_reason).toBe('stop');
    const { prompt_tokens: input = 0, completion_tokens: output = 0 } = answer.usage ?? {};
    expect(input).toBe(Math.ceil(('Be brief.'.length + question.length) / 4));
    expect(output).toBe(text.split(' ').length);
    expect(answer.usage?.total_tokens).toBe(input + output);
  });

  it('streams a chat word by word, to the same text', async () => {
    const whole = await openai.chat.completions.create(chat);
    const chunks = await collect(await openai.chat.completions.create({ ...chat, stream: true }));
    const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
    expect(text).toBe(whole.choices[0]?.message.content);
    expect(chunks.length).toBe((whole.usage?.completion_tokens ?? 0) + 2);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.every((chunk) => !('usage' in chunk))).toBe(true);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });

  it('gets usage at the end of a stream when it asked for it', async () => {
    const stream = await openai.chat.completions.create({
      ...chat,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = await collect(stream);
    const whole = await openai.chat.completions.create(chat);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
  });

  it('accumulates a stream with its own helper', async () => {
    const final = await openai.chat.completions.stream(chat).finalChatCompletion();
    expect(final.choices[0]?.message.content).toContain(lengthSaid);
  });

  it('is cut by its own limit', async () => {
    const answer = await openai.chat.completions.create({ ...chat, max_completion_tokens: 3 });
    expect(answer.choices[0]).toMatchObject({
      finish_reason: 'length',
      message: { content: "This is Latchport's " },
    });
    expect(answer.usage?.completion_tokens).toBe(3);
  });

  it('answers demo-echo with the length alone', async () => {
    const answer = await openai.chat.completions.create({ ...chat, model: 'demo-echo' });
    expect(answer.choices[0]?.message.content).toBe(
      `Your last message ${lengthSaid}. The demo does not repeat them.`,
    );
  });

  it('completes a prompt, streamed and not', async () => {
    const prompt = { model: 'demo-fast', prompt: question };
    const whole = await openai.completions.create(prompt);
    expect(whole.choices[0]?.text).toContain(lengthSaid);
    const chunks = await collect(
      await openai.completions.create({
        ...prompt,
        stream: true,
        stream_options: { include_usage: true },
      }),
    );
    expect(chunks.map(({ choices }) => choices[0]?.text ?? '').join('')).toBe(
      whole.choices[0]?.text,
    );
    expect(chunks.at(-1)?.usage).toEqual(whole.usage);
  });

  it('creates a response', async () => {
    const response = await openai.responses.create({
      model: 'demo-fast',
      instructions: 'Be brief.',
      input: [{ role: 'user', content: [{ type: 'input_text', text: question }] }],
    });
    expect(response.status).toBe('completed');
    expect(response.output_text).toContain(lengthSaid);
    expect(response.usage?.total_tokens).toBe(
      (response.usage?.input_tokens ?? 0) + (response.usage?.output_tokens ?? 0),
    );
  });

  it('streams a response with every event in order', async () => {
    const request = { model: 'demo-fast', input: question };
    const events = await collect(await openai.responses.create({ ...request, stream: true }));
    const types = events.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1]);
    expect(types).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(events.map((event) => event.sequence_number)).toEqual([...events.keys()]);
    const final = await openai.responses.stream(request).finalResponse();
    expect(final.output_text).toContain(lengthSaid);
    expect(final.usage?.output_tokens).toBe(final.output_text.split(' ').length);
  });

  it('is told when a response is cut by its own limit', async () => {
    const request = { model: 'demo-fast', input: question, max_output_tokens: 2 };
    const response = await openai.responses.create(request);
    expect(response).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      output_text: 'This is ',
    });
    const events = await collect(await openai.responses.create({ ...request, stream: true }));
    expect(events.at(-1)?.type).toBe('response.incomplete');
  });

  it('embeds the same text in the same vector, however it is encoded', async () => {
    const embed = async (encoding?: 'float' | 'base64'): Promise<OpenAI.CreateEmbeddingResponse> =>
      openai.embeddings.create({
        model: 'demo',
        input: ['one', 'two'],
        ...(encoding === undefined ? {} : { encoding_format: encoding }),
      });
    const [byDefault, asFloat] = [await embed(), await embed('float')];
    const vectors = asFloat.data.map(({ embedding }) => embedding);
    expect(byDefault.data.map(({ embedding }) => embedding)).toEqual(vectors);
    expect(vectors[0]).toHaveLength(16);
    expect(vectors[0]).not.toEqual(vectors[1]);
    expect(Math.hypot(...(vectors[0] ?? []))).toBeCloseTo(1, 5);
    expect(asFloat.usage.total_tokens).toBe(2);
    const small = await openai.embeddings.create({ model: 'demo', input: 'one', dimensions: 3 });
    expect(small.data[0]?.embedding).toHaveLength(3);
  });

  it('raises its own errors', async () => {
    const unknown = openai.chat.completions.create({ ...chat, model: 'gpt-9' });
    await expect(unknown).rejects.toBeInstanceOf(NotFoundError);
    const lost = openai.files.list();
    await expect(lost).rejects.toBeInstanceOf(NotFoundError);
    const empty = openai.embeddings.create({ model: 'demo', input: [] });
    await expect(empty).rejects.toBeInstanceOf(BadRequestError);
  });
});

const message = {
  model: 'demo-fast',
  max_tokens: 1_000,
  system: [{ type: 'text', text: 'Be brief.' }],
  messages: [{ role: 'user', content: question }],
} satisfies Anthropic.MessageCreateParams;

describe('the Anthropic SDK', () => {
  it('lists the models in its own shape', async () => {
    const list = await anthropic.models.list();
    expect(list.data.map(({ id, display_name: name }) => [id, name])).toContainEqual([
      'demo',
      'Demo',
    ]);
    expect(list.has_more).toBe(false);
    expect((await anthropic.models.retrieve('demo')).type).toBe('model');
  });

  it('gets a message', async () => {
    const answer = await anthropic.messages.create(message);
    const [block] = answer.content;
    const text = block?.type === 'text' ? block.text : '';
    expect(text).toContain(lengthSaid);
    expect(answer.stop_reason).toBe('end_turn');
    expect(answer.usage).toMatchObject({
      input_tokens: Math.ceil(('Be brief.'.length + question.length) / 4),
      output_tokens: text.split(' ').length,
    });
  });

  it('streams a message with every event in order', async () => {
    const events = await collect(await anthropic.messages.create({ ...message, stream: true }));
    const types = events.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1]);
    expect(types).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    const whole = await anthropic.messages.create(message);
    const final = await anthropic.messages.stream(message).finalMessage();
    expect(final.content).toMatchObject([
      { type: 'text', text: expect.stringContaining(lengthSaid) },
    ]);
    expect(final.usage.output_tokens).toBe(whole.usage.output_tokens);
    expect(final.stop_reason).toBe('end_turn');
  });

  it('is cut by its own limit', async () => {
    const answer = await anthropic.messages.create({ ...message, max_tokens: 2 });
    expect(answer).toMatchObject({
      stop_reason: 'max_tokens',
      content: [{ text: 'This is ' }],
      usage: { output_tokens: 2 },
    });
  });

  it('counts tokens', async () => {
    const { max_tokens: _, ...rest } = message;
    const whole = await anthropic.messages.create(message);
    const count = await anthropic.messages.countTokens(rest);
    expect(count.input_tokens).toBe(whole.usage.input_tokens);
  });

  it('raises its own errors', async () => {
    const unknown = anthropic.messages.create({ ...message, model: 'claude-9' });
    await expect(unknown).rejects.toBeInstanceOf(AnthropicNotFound);
    const lost = anthropic.messages.batches.list();
    await expect(lost).rejects.toMatchObject({ type: 'not_found_error' });
  });
});

const contents = { model: 'demo-fast', contents: question };

describe.each(['v1', 'v1beta'])('the Google SDK at %s', (apiVersion) => {
  let google: GoogleGenAI;
  beforeAll(() => {
    google = new GoogleGenAI({ apiKey: 'k', httpOptions: { baseUrl: served.url, apiVersion } });
  });

  it('lists the models in its own shape', async () => {
    const models = await collect(await google.models.list());
    expect(models.map(({ name }) => name)).toContain('models/demo');
    expect((await google.models.get({ model: 'demo' })).displayName).toBe('Demo');
  });

  it('generates content', async () => {
    const answer = await google.models.generateContent(contents);
    expect(answer.text).toContain(lengthSaid);
    expect(answer.candidates?.[0]?.finishReason).toBe('STOP');
    expect(answer.usageMetadata).toMatchObject({
      promptTokenCount: Math.ceil(question.length / 4),
      candidatesTokenCount: answer.text?.split(' ').length,
    });
  });

  it('streams content', async () => {
    const whole = await google.models.generateContent(contents);
    const parts = await collect(await google.models.generateContentStream(contents));
    expect(parts.map(({ text }) => text ?? '').join('')).toBe(whole.text);
    expect(parts.at(-1)?.usageMetadata).toEqual(whole.usageMetadata);
    expect(parts.at(-1)?.candidates?.[0]?.finishReason).toBe('STOP');
    expect(parts.length).toBeGreaterThan(10);
  });

  it('streams one JSON array to those who do not ask for events', async () => {
    const response = await fetch(
      `${served.url}/v1beta/models/demo-fast:streamGenerateContent?key=k`,
      { method: 'POST', body: JSON.stringify({ contents: [{ parts: [{ text: question }] }] }) },
    );
    expect(response.headers.get('content-type')).toContain('application/json');
    const parts: unknown = await response.json();
    expect(parts).toHaveProperty('[0].candidates[0].content.parts[0].text', 'This ');
    expect(parts).toHaveProperty('length', expect.any(Number));
  });

  it('is cut by its own limit', async () => {
    const answer = await google.models.generateContent({
      ...contents,
      config: { maxOutputTokens: 2 },
    });
    expect(answer.text).toBe('This is ');
    expect(answer.candidates?.[0]?.finishReason).toBe('MAX_TOKENS');
  });

  it('counts tokens', async () => {
    const { totalTokens } = await google.models.countTokens(contents);
    expect(totalTokens).toBe(Math.ceil(question.length / 4));
  });

  it('raises its own errors', async () => {
    const unknown = google.models.generateContent({ ...contents, model: 'gemini-9' });
    await expect(unknown).rejects.toBeInstanceOf(ApiError);
    await expect(unknown).rejects.toMatchObject({ status: 404 });
  });
});
