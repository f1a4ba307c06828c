import { json, type DemoAnswer } from './demo-answer.ts';

/** How the demo says no, in the shape the caller's dialect has for it. */
export interface DemoRefusal {
  readonly status: 400 | 404;
  readonly message: string;
}

export const badRequest = (message: string): DemoRefusal => ({ status: 400, message });

export const unknownModel = (model: unknown): DemoRefusal =>
  typeof model === 'string'
    ? { status: 404, message: 'The demo has no such model. It has demo, demo-fast and demo-echo.' }
    : badRequest('"model" must be a string.');

export const unknownPath: DemoRefusal = {
  status: 404,
  message: 'The demo does not serve this path.',
};

export const openAiRefusal = ({ status, message }: DemoRefusal): DemoAnswer =>
  json(
    {
      error: {
        message,
        type: 'invalid_request_error',
        param: null,
        code: status === 404 ? 'not_found' : 'invalid_request',
      },
    },
    status,
  );

export const anthropicRefusal = ({ status, message }: DemoRefusal): DemoAnswer => {
  const type = status === 404 ? 'not_found_error' : 'invalid_request_error';
  return json({ type: 'error', error: { type, message } }, status);
};

export const geminiRefusal = ({ status, message }: DemoRefusal): DemoAnswer =>
  json(
    {
      error: {
        code: status,
        message,
        status: status === 404 ? 'NOT_FOUND' : 'INVALID_ARGUMENT',
      },
    },
    status,
  );
