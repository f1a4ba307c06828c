import { isJsonObject, member, modelId } from './json-members.ts';
import { findOpenAiUsage } from './openai-usage.ts';
import { OpenAiChatStream } from './openai-chat-stream.ts';
import { renderOpenAiError } from './openai-error.ts';
import { renderEvent, startAnew } from './render-event.ts';
import type { Dialect } from './dialect.ts';

export const openAiChat: Dialect = {
  name: 'openai-chat',
  renderError: renderOpenAiError,
  /**
   * The SDK raises an APIError at the first `data` that has an `error` member (openai,
   * core/streaming). A half event before it is not JSON, and then the SDK raises its own SyntaxError
   * for that one; clients that skip what they cannot parse come to ours.
   */
  renderStreamError: (error) => startAnew + renderEvent(renderOpenAiError(error)),
  readAnswer: (body) => ({
    usage: findOpenAiUsage(body),
    servedModel: modelId(member(body, 'model')),
    isComplete: isJsonObject(body),
  }),
  createStreamReader: () => new OpenAiChatStream(),
};
