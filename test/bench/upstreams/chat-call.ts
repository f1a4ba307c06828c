/** What the benchmark sends and gets: a small, realistic chat completion. */
const MODEL = 'gpt-4o-mini';

/** A body small enough that the proxy's own work is what is measured. */
export const SMALL_CALL_BODY = JSON.stringify({
  model: MODEL,
  messages: [
    { role: 'system', content: 'You are a helpful assistant.' },
    { role: 'user', content: 'Say in one sentence what a proxy does.' },
  ],
  max_tokens: 64,
  temperature: 0.2,
});

/** The paced upstream sends as many chunks as `max_tokens` says. */
export function streamedCallBody(chunks: number): string {
  return JSON.stringify({
    model: MODEL,
    messages: [{ role: 'user', content: 'Tell me a long story.' }],
    max_tokens: chunks,
    stream: true,
  });
}

export const COMPLETION = JSON.stringify({
  id: 'chatcmpl-bench0000000000000000000',
  object: 'chat.completion',
  created: 1760000000,
  model: 'gpt-4o-mini-2024-07-18',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: 'It stands between a client and a server and passes on what they say.',
        refusal: null,
        annotations: [],
      },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: {
    prompt_tokens: 24,
    completion_tokens: 16,
    total_tokens: 40,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  },
  service_tier: 'default',
  system_fingerprint: 'fp_bench',
});

export const MODEL_LIST = JSON.stringify({
  object: 'list',
  data: [{ id: MODEL, object: 'model', created: 1721172741, owned_by: 'system' }],
});
