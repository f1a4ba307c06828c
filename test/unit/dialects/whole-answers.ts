import { tokens } from './stream-fixture.ts';
import type { TokenUsage } from '../../../src-proxy/dialects/dialect.ts';

/** A whole answer, and what there is to read in it. */
export interface WholeAnswer {
  readonly answer: unknown;
  readonly usage: TokenUsage | null;
  readonly model?: string;
}

const openAiChat: Readonly<Record<string, WholeAnswer>> = {
  chat: {
    answer: {
      object: 'chat.completion',
      model: 'gpt-4o-2024-08-06',
      choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }],
      usage: {
        prompt_tokens: 120,
        completion_tokens: 40,
        total_tokens: 160,
        prompt_tokens_details: { cached_tokens: 100 },
        completion_tokens_details: { reasoning_tokens: 32 },
      },
    },
    usage: tokens(120, 40, { cachedInput: 100, reasoning: 32 }),
    model: 'gpt-4o-2024-08-06',
  },
  'chat with a written cache': {
    answer: {
      usage: {
        prompt_tokens: 100,
        completion_tokens: 1,
        prompt_tokens_details: { cached_tokens: 30, cache_write_tokens: 60 },
      },
    },
    usage: tokens(100, 1, { cachedInput: 30, cacheWrite: 60 }),
  },
  completions: {
    answer: {
      object: 'text_completion',
      model: 'davinci-002',
      usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 },
    },
    usage: tokens(5, 7),
    model: 'davinci-002',
  },
  embeddings: {
    answer: {
      object: 'list',
      data: [],
      model: 'text-embedding-3-small',
      usage: { prompt_tokens: 8, total_tokens: 8 },
    },
    usage: tokens(8, 0),
    model: 'text-embedding-3-small',
  },
  images: {
    answer: {
      created: 1,
      data: [{ b64_json: '' }],
      usage: {
        input_tokens: 50,
        output_tokens: 1056,
        total_tokens: 1106,
        input_tokens_details: { text_tokens: 10, image_tokens: 40 },
      },
    },
    usage: tokens(50, 1056),
  },
  'a transcription billed by tokens': {
    answer: { text: 'Hi', usage: { type: 'tokens', input_tokens: 14, output_tokens: 45 } },
    usage: tokens(14, 45),
  },
  'a transcription billed by duration': {
    answer: { text: 'Hi', usage: { type: 'duration', seconds: 9 } },
    usage: null,
  },
  'moderations, which report none': {
    answer: { model: 'omni-moderation-latest', results: [] },
    usage: null,
    model: 'omni-moderation-latest',
  },
  'DeepSeek cache hits': {
    answer: {
      usage: { prompt_tokens: 70, completion_tokens: 5, prompt_cache_hit_tokens: 64 },
    },
    usage: tokens(70, 5, { cachedInput: 64 }),
  },
  'Moonshot cached tokens': {
    answer: { usage: { prompt_tokens: 70, completion_tokens: 5, cached_tokens: 60 } },
    usage: tokens(70, 5, { cachedInput: 60 }),
  },
  'Groq usage under x_groq': {
    answer: { x_groq: { usage: { prompt_tokens: 3, completion_tokens: 2 } } },
    usage: tokens(3, 2),
  },
  'xAI reasoning beside the completion': {
    answer: {
      usage: {
        prompt_tokens: 10_120,
        completion_tokens: 1_499,
        total_tokens: 14_428,
        completion_tokens_details: { reasoning_tokens: 2_809 },
      },
    },
    usage: tokens(10_120, 4_308, { reasoning: 2_809 }),
  },
  'thoughts told only by the total': {
    answer: { usage: { prompt_tokens: 5, completion_tokens: 10, total_tokens: 300 } },
    usage: tokens(5, 295, { reasoning: 285 }),
  },
};

const openAiResponses: Readonly<Record<string, WholeAnswer>> = {
  'a response': {
    answer: {
      object: 'response',
      status: 'completed',
      model: 'gpt-5-2025-08-07',
      usage: {
        input_tokens: 300,
        input_tokens_details: { cached_tokens: 256 },
        output_tokens: 90,
        output_tokens_details: { reasoning_tokens: 64 },
        total_tokens: 390,
      },
    },
    usage: tokens(300, 90, { cachedInput: 256, reasoning: 64 }),
    model: 'gpt-5-2025-08-07',
  },
  'a response that has only begun': {
    answer: { object: 'response', status: 'queued', model: 'gpt-5', usage: null },
    usage: null,
    model: 'gpt-5',
  },
  'an input token count': {
    answer: { object: 'response.input_tokens', input_tokens: 11 },
    usage: null,
  },
};

const anthropic: Readonly<Record<string, WholeAnswer>> = {
  'a message': {
    answer: {
      type: 'message',
      model: 'claude-sonnet-4-5-20250929',
      usage: {
        input_tokens: 10,
        cache_creation_input_tokens: 200,
        cache_read_input_tokens: 3000,
        output_tokens: 50,
        output_tokens_details: { thinking_tokens: 20 },
      },
    },
    usage: tokens(3210, 50, { cachedInput: 3000, cacheWrite: 200, reasoning: 20 }),
    model: 'claude-sonnet-4-5-20250929',
  },
  'a message without cache': {
    answer: {
      type: 'message',
      usage: { input_tokens: 10, output_tokens: 5, cache_read_input_tokens: null },
    },
    usage: tokens(10, 5),
  },
  'a message whose context was summarised': {
    answer: {
      usage: {
        input_tokens: 100,
        output_tokens: 10,
        iterations: [
          { type: 'compaction', input_tokens: 5000, output_tokens: 400 },
          { type: 'message', input_tokens: 100, output_tokens: 10 },
        ],
      },
    },
    usage: tokens(5100, 410),
  },
  'a token count': { answer: { input_tokens: 2095 }, usage: null },
};

const gemini: Readonly<Record<string, WholeAnswer>> = {
  'generated content': {
    answer: {
      candidates: [{ finishReason: 'STOP' }],
      modelVersion: 'gemini-2.5-flash',
      usageMetadata: {
        promptTokenCount: 20,
        cachedContentTokenCount: 16,
        candidatesTokenCount: 9,
        thoughtsTokenCount: 105,
        toolUsePromptTokenCount: 30,
        totalTokenCount: 164,
      },
    },
    usage: tokens(50, 114, { cachedInput: 16, reasoning: 105 }),
    model: 'gemini-2.5-flash',
  },
  'a streamed array read whole': {
    answer: [
      { usageMetadata: { promptTokenCount: 20 } },
      {
        usageMetadata: { promptTokenCount: 20, candidatesTokenCount: 9 },
        modelVersion: 'gemini-2.5-pro',
      },
    ],
    usage: tokens(20, 9),
    model: 'gemini-2.5-pro',
  },
  'a token count': { answer: { totalTokens: 31, promptTokensDetails: [] }, usage: null },
  embeddings: { answer: { embedding: { values: [0.1] } }, usage: null },
  'traffic without counts': {
    answer: { usageMetadata: { trafficType: 'ON_DEMAND' } },
    usage: null,
  },
};

export const wholeAnswers = {
  'openai-chat': openAiChat,
  'openai-responses': openAiResponses,
  'anthropic-messages': anthropic,
  gemini,
};
