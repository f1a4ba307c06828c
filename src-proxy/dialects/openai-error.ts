import type { RenderableError } from './dialect.ts';

/** OpenAI's error body, shared by its chat and responses APIs. */
export interface OpenAiError {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly code: string;
    readonly param: null;
  };
}

export function renderOpenAiError(error: RenderableError): OpenAiError {
  return {
    error: { message: error.message, type: error.type, code: error.code, param: null },
  };
}
