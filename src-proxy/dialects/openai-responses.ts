import { isJsonObject, isModelId, member, modelId } from './json-members.ts';
import { renderOpenAiError } from './openai-error.ts';
import { OpenAiResponsesStream } from './openai-responses-stream.ts';
import { findOpenAiUsage } from './openai-usage.ts';
import { renderEvent, startAnew } from './render-event.ts';
import type { AnswerReading, Dialect, RenderableError } from './dialect.ts';

export const openAiResponses: Dialect = {
  name: 'openai-responses',
  renderError: renderOpenAiError,
  renderStreamError: (error) => startAnew + renderEvent(errorEvent(error), 'error'),
  readAnswer: (body) => ({
    usage: findOpenAiUsage(body),
    servedModel: modelId(member(body, 'model')),
    isComplete: isJsonObject(body),
    ...storedAnswer(body),
  }),
  createStreamReader: () => new OpenAiResponsesStream(),
};

const pending: ReadonlySet<unknown> = new Set(['queued', 'in_progress']);

function storedAnswer(body: unknown): Pick<AnswerReading, 'answerId' | 'pendingId'> {
  const id = member(body, 'id');
  if (!isModelId(id)) return {};
  return pending.has(member(body, 'status')) ? { pendingId: id } : { answerId: id };
}

/**
 * OpenAI documents the flat form (SDK type ResponseErrorEvent) and sends the nested one
 * (github.com/openai/openai-dotnet/issues/881); the Python SDK raises only for a nested `error`, the
 * JS SDK for either, so both are here. `sequence_number` is required, but where a stream was cut
 * its next number is not known, and no client orders by it: 0. A half event before this one is not
 * JSON, and the SDK raises its own SyntaxError for it; Codex skips it, and retries because no
 * `response.completed` came.
 */
function errorEvent(error: RenderableError): object {
  const nested = renderOpenAiError(error).error;
  const { code, message, param } = nested;
  return { type: 'error', code, message, param, sequence_number: 0, error: nested };
}
