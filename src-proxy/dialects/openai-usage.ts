import { items, member } from './json-members.ts';
import { countIn, tokenUsage } from './token-usage.ts';
import type { TokenUsage } from './dialect.ts';

/**
 * Reads a `usage` object of OpenAI's APIs and of those that follow them: chat and completions
 * (`prompt_tokens`, `completion_tokens`), embeddings (`prompt_tokens` alone), images, transcriptions
 * and responses (`input_tokens`, `output_tokens`). A transcription billed by duration has no tokens:
 * null.
 */
export function readOpenAiUsage(usage: unknown): TokenUsage | null {
  const input = countIn(usage, 'prompt_tokens', 'input_tokens');
  const output = countIn(usage, 'completion_tokens', 'output_tokens');
  if (input === null && output === null) return null;
  const uncounted = uncountedReasoning(usage, input, output);
  return tokenUsage({
    input: input ?? 0,
    cachedInput: cachedInput(usage),
    cacheWrite: countIn(inputDetails(usage), 'cache_write_tokens') ?? 0,
    output: (output ?? 0) + uncounted,
    reasoning: reasoning(usage) ?? uncounted,
    audioInput: countIn(inputDetails(usage), 'audio_tokens') ?? 0,
    audioOutput: countIn(outputDetails(usage), 'audio_tokens') ?? 0,
  });
}

function inputDetails(usage: unknown): unknown {
  return member(usage, 'prompt_tokens_details') ?? member(usage, 'input_tokens_details');
}

function outputDetails(usage: unknown): unknown {
  return member(usage, 'completion_tokens_details') ?? member(usage, 'output_tokens_details');
}

/** DeepSeek counts cache hits in `prompt_cache_hit_tokens`, Moonshot in `cached_tokens`, both beside the details. */
function cachedInput(usage: unknown): number {
  return (
    countIn(inputDetails(usage), 'cached_tokens') ??
    countIn(usage, 'prompt_cache_hit_tokens', 'cached_tokens') ??
    0
  );
}

/** Perplexity counts reasoning beside the details. */
function reasoning(usage: unknown): number | null {
  return countIn(outputDetails(usage), 'reasoning_tokens') ?? countIn(usage, 'reasoning_tokens');
}

/**
 * Reasoning that the completion count leaves out. xAI "will be counted separately from
 * completion_tokens, but will be counted in the total_tokens" (docs.x.ai, consumption and rate
 * limits), and so does Gemini behind its OpenAI-compatible address; it is billed as output.
 */
function uncountedReasoning(usage: unknown, input: number | null, output: number | null): number {
  const total = countIn(usage, 'total_tokens');
  if (total === null || input === null || output === null) return 0;
  return Math.max(0, total - input - output);
}

/**
 * Finds the usage of a whole answer or of one event. Groq streams it as `x_groq.usage`
 * (console.groq.com/docs/api-reference), Moonshot inside the first choice
 * (github.com/northes/go-moonshot/issues/17), everybody else beside the choices.
 */
export function findOpenAiUsage(answer: unknown): TokenUsage | null {
  return (
    readOpenAiUsage(member(answer, 'usage')) ??
    readOpenAiUsage(member(member(answer, 'x_groq'), 'usage')) ??
    readOpenAiUsage(member(items(member(answer, 'choices'))[0], 'usage'))
  );
}
