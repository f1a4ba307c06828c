import { events, tokens, typedEvents } from './stream-fixture.ts';
import type { StreamFixture } from './stream-fixture.ts';

const dialect = 'openai-chat';

function chunk(choices: readonly object[], more: object = {}): object {
  return {
    id: 'c1',
    object: 'chat.completion.chunk',
    model: 'gpt-4o-2024-08-06',
    choices,
    ...more,
  };
}

function says(content: string): object {
  return { index: 0, delta: { content }, finish_reason: null };
}

const stops = { index: 0, delta: {}, finish_reason: 'stop' };

const usage = {
  prompt_tokens: 120,
  completion_tokens: 40,
  total_tokens: 160,
  prompt_tokens_details: { cached_tokens: 100, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 32, audio_tokens: 0 },
};

const counted = tokens(120, 40, { cachedInput: 100, reasoning: 32 });

/** https://platform.openai.com/docs/api-reference/chat-streaming: the usage chunk has no choices, the others a null usage. */
export const askedForUsage = events(
  chunk([{ index: 0, delta: { role: 'assistant' }, finish_reason: null }], { usage: null }),
  chunk([says('Grüße, 你好 😀')], { usage: null }),
  chunk([stops], { usage: null }),
  chunk([], { usage }),
  '[DONE]',
);

const servedModel = 'gpt-4o-2024-08-06';

export const chatStreams: Readonly<Record<string, StreamFixture>> = {
  'usage asked for': {
    dialect,
    text: askedForUsage,
    reading: { usage: counted, servedModel, isComplete: true },
  },
  'usage not asked for': {
    dialect,
    text: events(chunk([says('Hi')]), chunk([stops]), '[DONE]'),
    reading: { usage: null, servedModel, isComplete: true },
  },
  'CR LF, comments and spaced JSON': {
    dialect,
    text: `: keep-alive\n\n${askedForUsage}: bye\n\n`
      .replaceAll('\n', '\r\n')
      .replaceAll('":', '" : ')
      .replaceAll('data: ', 'data:'),
    reading: { usage: counted, servedModel, isComplete: true },
  },
  'no line end after the end': {
    dialect,
    text: 'data: {"model":"m","choices":[{"text":"a","finish_reason":null}]}\n\ndata: [DONE]',
    reading: { usage: null, servedModel: 'm', isComplete: true },
  },
  'usage in a line that is never ended': {
    dialect,
    text: `${events(chunk([stops]))}data: ${JSON.stringify(chunk([], { usage }))}`,
    reading: { usage: counted, servedModel, isComplete: true },
  },
  'cut between events': {
    dialect,
    text: events(chunk([says('Hel')]), chunk([says('lo')])),
    reading: { usage: null, servedModel, isComplete: false },
  },
  'cut within the event that would have ended it': {
    dialect,
    text: events(chunk([says('Hi')])) + events(chunk([stops], { usage })).slice(0, -4),
    reading: { usage: null, servedModel, isComplete: false },
  },
  'text that looks like usage and end': {
    dialect,
    text: events(
      chunk([says('"usage":{"prompt_tokens":9} "finish_reason":"stop" "model":"x" [DONE]')]),
      chunk([says('\ndata: [DONE]\n')]),
    ),
    reading: { usage: null, servedModel, isComplete: false },
  },
  'a chat whose tool call looks like the end of another stream': {
    dialect,
    text: events(
      chunk([{ index: 0, delta: { tool_calls: [{ type: 'speech.audio.done' }] } }]),
      chunk([says('a')]),
    ),
    reading: { usage: null, servedModel, isComplete: false },
  },
  'a first chunk without model, as Azure sends it': {
    dialect,
    text: events(chunk([], { model: '', prompt_filter_results: [] }), chunk([stops]), '[DONE]'),
    reading: { usage: null, servedModel, isComplete: true },
  },
  'cumulative usage in every chunk, reasoning apart, as xAI sends it': {
    dialect,
    text: events(
      chunk([says('a')], { usage: { prompt_tokens: 12, completion_tokens: 1, total_tokens: 13 } }),
      chunk([stops], {
        usage: {
          prompt_tokens: 12,
          completion_tokens: 2,
          total_tokens: 400,
          completion_tokens_details: { reasoning_tokens: 386 },
        },
      }),
      '[DONE]',
    ),
    reading: { usage: tokens(12, 388, { reasoning: 386 }), servedModel, isComplete: true },
  },
  'usage inside the choice, as Moonshot sends it': {
    dialect,
    text: events(
      chunk([{ ...stops, usage: { prompt_tokens: 19, completion_tokens: 13, cached_tokens: 8 } }]),
      '[DONE]',
    ),
    reading: { usage: tokens(19, 13, { cachedInput: 8 }), servedModel, isComplete: true },
  },
  'usage under x_groq': {
    dialect,
    text: events(
      chunk([stops], { x_groq: { id: 'r', usage: { prompt_tokens: 7, completion_tokens: 3 } } }),
      '[DONE]',
    ),
    reading: { usage: tokens(7, 3), servedModel, isComplete: true },
  },
  'cache hits beside the details, as DeepSeek sends them': {
    dialect,
    text: events(
      chunk([stops], {
        usage: {
          prompt_tokens: 70,
          completion_tokens: 5,
          total_tokens: 75,
          prompt_cache_hit_tokens: 64,
          prompt_cache_miss_tokens: 6,
        },
      }),
      '[DONE]',
    ),
    reading: { usage: tokens(70, 5, { cachedInput: 64 }), servedModel, isComplete: true },
  },
  'a transcription': {
    dialect,
    text: typedEvents(
      { type: 'transcript.text.delta', delta: 'Grüß' },
      {
        type: 'transcript.text.done',
        text: 'Grüß',
        usage: { type: 'tokens', input_tokens: 14, output_tokens: 6 },
      },
    ),
    reading: { usage: tokens(14, 6), servedModel: null, isComplete: true },
  },
  'a transcription without usage': {
    dialect,
    text: events({ type: 'transcript.text.delta' }, { type: 'transcript.text.done', text: '' }),
    reading: { usage: null, servedModel: null, isComplete: true },
  },
  'a transcription cut short': {
    dialect,
    text: events({ type: 'transcript.text.delta', delta: 'transcript.text.done' }),
    reading: { usage: null, servedModel: null, isComplete: false },
  },
  speech: {
    dialect,
    text: events(
      { type: 'speech.audio.delta', audio: 'AAAA' },
      { type: 'speech.audio.done', usage: { input_tokens: 5, output_tokens: 80 } },
    ),
    reading: { usage: tokens(5, 80), servedModel: null, isComplete: true },
  },
  'an image': {
    dialect,
    text: typedEvents(
      { type: 'image_generation.partial_image', b64_json: 'AAAA' },
      {
        type: 'image_generation.completed',
        b64_json: 'AAAA',
        usage: { input_tokens: 50, output_tokens: 1056 },
      },
    ),
    reading: { usage: tokens(50, 1056), servedModel: null, isComplete: true },
  },
};
