import { anthropicMessages } from './anthropic-messages.ts';
import { gemini } from './gemini.ts';
import { openAiChat } from './openai-chat.ts';
import { openAiResponses } from './openai-responses.ts';
import type { DialectName } from './dialect-name.ts';
import type { Dialect } from './dialect.ts';

const dialects: Readonly<Record<DialectName, Dialect>> = {
  'openai-chat': openAiChat,
  'openai-responses': openAiResponses,
  'anthropic-messages': anthropicMessages,
  gemini,
};

export function dialectOf(name: DialectName): Dialect {
  return dialects[name];
}
