import { isJsonObject, isModelId, member, modelId } from './json-members.ts';
import { findOpenAiUsage } from './openai-usage.ts';
import { OpenAiChatStream } from './openai-chat-stream.ts';
import { renderOpenAiError } from './openai-error.ts';
import { renderEvent, startAnew } from './render-event.ts';
import type { AnswerReading, Dialect } from './dialect.ts';

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
    ...pendingAnswer(body),
  }),
  createStreamReader: () => new OpenAiChatStream(),
};

/** xAI answers a call with `deferred` by the id alone (docs.x.ai, deferred chat completions). */
function pendingAnswer(body: unknown): Pick<AnswerReading, 'pendingId'> {
  const id = member(body, 'request_id');
  return isModelId(id) && member(body, 'object') === undefined ? { pendingId: id } : {};
}
