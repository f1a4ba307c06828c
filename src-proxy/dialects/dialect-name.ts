/** The wire formats Latchport speaks. */
export const dialectNames = [
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'gemini',
] as const;

/**
 * `openai-chat` stands for OpenAI's whole classic surface: chat, completions, embeddings, images,
 * audio, moderations, files and batches share its base URL, errors and usage member.
 */
export type DialectName = (typeof dialectNames)[number];
