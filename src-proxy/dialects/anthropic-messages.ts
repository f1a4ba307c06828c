import { anthropicErrorType } from './anthropic-error-type.ts';
import { AnthropicStream } from './anthropic-stream.ts';
import { anthropicTokenUsage, readAnthropicCounts } from './anthropic-usage.ts';
import { isJsonObject, member, modelId } from './json-members.ts';
import { renderEvent } from './render-event.ts';
import type { Dialect, RenderableError } from './dialect.ts';

/**
 * Turns what was cut into a ping, which every client skips unread: the first line feed ends the
 * broken line, the name replaces the one the half event had, and the empty line ends it. After a
 * whole event it is a ping without data, which is no event at all.
 */
const endAsPing = '\nevent: ping\n\n';

export const anthropicMessages: Dialect = {
  name: 'anthropic-messages',
  renderError,
  /**
   * The SDK raises an APIError at an event named `error` (@anthropic-ai/sdk, core/streaming). It
   * would raise a SyntaxError at a half event before that, so the half event is made a ping first.
   */
  renderStreamError: (error) => endAsPing + renderEvent(renderError(error), 'error'),
  readAnswer: (body) => ({
    usage: anthropicTokenUsage(readAnthropicCounts(member(body, 'usage'))),
    servedModel: modelId(member(body, 'model')),
    isComplete: isJsonObject(body),
  }),
  createStreamReader: () => new AnthropicStream(),
};

/** `details.error_code` is where Anthropic's SDK looks for a code; `code` is where people do. */
function renderError(error: RenderableError): object {
  return {
    type: 'error',
    error: {
      type: anthropicErrorType(error),
      message: error.message,
      code: error.code,
      details: { error_code: error.code },
    },
  };
}
