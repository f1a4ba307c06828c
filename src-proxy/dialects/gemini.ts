import { GeminiStream } from './gemini-stream.ts';
import { readGeminiUsage } from './gemini-usage.ts';
import { googleStatus } from './google-status.ts';
import { isJsonObject, member, modelId } from './json-members.ts';
import { renderEvent, startAnew } from './render-event.ts';
import type { AnswerReading, Dialect, RenderableError } from './dialect.ts';

export const gemini: Dialect = {
  name: 'gemini',
  renderError,
  /**
   * The SDK raises an ApiError at the first `data` with an `error` object whose code is an HTTP error
   * status (@google/genai, throwIfStreamErrorChunk). It hands a half event before it to the caller's
   * JSON.parse, which raises a SyntaxError first.
   */
  renderStreamError: (error) => startAnew + renderEvent(renderError(error)),
  readAnswer,
  createStreamReader: () => new GeminiStream(),
};

function renderError(error: RenderableError): object {
  return {
    error: {
      code: error.status,
      message: error.message,
      status: googleStatus(error),
      details: [errorInfo(error.code), ...retryInfo(error.retryAfterSeconds)],
    },
  };
}

/** google.rpc.ErrorInfo (googleapis, google/rpc/error_details.proto). */
function errorInfo(code: string): object {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: code, domain: 'latchport' };
}

/** google.rpc.RetryInfo, where Gemini's clients look for how long to wait. */
function retryInfo(seconds: number | undefined): readonly object[] {
  if (seconds === undefined) return [];
  return [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${seconds}s` }];
}

/** A streamed answer without `alt=sse` is, read whole, an array of answers: the last one counts it all. */
function readAnswer(body: unknown): AnswerReading {
  const answer = Array.isArray(body) ? body.at(-1) : body;
  return {
    usage: readGeminiUsage(member(answer, 'usageMetadata')),
    servedModel: modelId(member(answer, 'modelVersion')),
    isComplete: isJsonObject(answer),
  };
}
