import { describe, expect, it } from 'vitest';
import { dialectNames } from '../../../src-proxy/dialects/dialect-name.ts';
import { dialectOf } from '../../../src-proxy/dialects/dialects.ts';
import { AppError, errorTable } from '../../../src-proxy/errors.ts';
import { parseEvents } from './event-parser.ts';
import { anthropicStreams } from './anthropic-streams.ts';
import { askedForUsage } from './chat-streams.ts';
import { geminiStreams } from './gemini-streams.ts';
import { responsesStreams } from './responses-streams.ts';
import type { RenderableError } from '../../../src-proxy/dialects/dialect.ts';
import type { ErrorType } from '../../../src-proxy/errors.ts';

const refused: RenderableError = {
  code: 'budget_exhausted',
  status: 402,
  type: 'billing_error',
  message: 'The budget "café" is spent.',
};

function error(status: number, type: ErrorType): RenderableError {
  return { code: 'some_code', status, type, message: 'No.' };
}

describe('an error', () => {
  it.each(['openai-chat', 'openai-responses'] as const)('in %s', (name) => {
    expect(dialectOf(name).renderError(refused)).toEqual({
      error: {
        message: refused.message,
        type: 'billing_error',
        code: 'budget_exhausted',
        param: null,
      },
    });
  });

  it('in anthropic-messages', () => {
    expect(dialectOf('anthropic-messages').renderError(refused)).toEqual({
      type: 'error',
      error: {
        type: 'billing_error',
        message: refused.message,
        code: 'budget_exhausted',
        details: { error_code: 'budget_exhausted' },
      },
    });
  });

  it('in gemini', () => {
    expect(dialectOf('gemini').renderError(refused)).toEqual({
      error: {
        code: 402,
        message: refused.message,
        status: 'RESOURCE_EXHAUSTED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'budget_exhausted',
            domain: 'latchport',
          },
        ],
      },
    });
  });

  it('tells a Gemini client how long to wait', () => {
    const waiting = new AppError('internal');
    waiting.retryAfterSeconds = 34;
    expect(dialectOf('gemini').renderError(waiting)).toHaveProperty('error.details.1', {
      '@type': 'type.googleapis.com/google.rpc.RetryInfo',
      retryDelay: '34s',
    });
  });

  it.each([
    [400, 'invalid_request_error', 'invalid_request_error', 'INVALID_ARGUMENT'],
    [401, 'authentication_error', 'authentication_error', 'UNAUTHENTICATED'],
    [402, 'billing_error', 'billing_error', 'RESOURCE_EXHAUSTED'],
    [403, 'permission_error', 'permission_error', 'PERMISSION_DENIED'],
    [404, 'not_found_error', 'not_found_error', 'NOT_FOUND'],
    [405, 'invalid_request_error', 'invalid_request_error', 'INVALID_ARGUMENT'],
    [408, 'invalid_request_error', 'invalid_request_error', 'DEADLINE_EXCEEDED'],
    [409, 'invalid_request_error', 'invalid_request_error', 'FAILED_PRECONDITION'],
    [409, 'conflict_error', 'conflict_error', 'FAILED_PRECONDITION'],
    [413, 'invalid_request_error', 'request_too_large', 'INVALID_ARGUMENT'],
    [421, 'permission_error', 'permission_error', 'PERMISSION_DENIED'],
    [429, 'rate_limit_error', 'rate_limit_error', 'RESOURCE_EXHAUSTED'],
    [500, 'api_error', 'api_error', 'INTERNAL'],
    [502, 'api_error', 'api_error', 'UNAVAILABLE'],
    [503, 'api_error', 'api_error', 'UNAVAILABLE'],
    [504, 'api_error', 'timeout_error', 'DEADLINE_EXCEEDED'],
    [507, 'api_error', 'api_error', 'RESOURCE_EXHAUSTED'],
    [508, 'api_error', 'api_error', 'FAILED_PRECONDITION'],
    [529, 'api_error', 'overloaded_error', 'UNAVAILABLE'],
  ] as const)('with %i %s is %s and %s', (status, type, anthropic, google) => {
    const failed = error(status, type);
    const message = dialectOf('anthropic-messages').renderError(failed);
    expect(message).toHaveProperty('error.type', anthropic);
    expect(dialectOf('gemini').renderError(failed)).toHaveProperty('error.status', google);
  });

  it('raises in a Gemini client whatever the code: each has an HTTP error status', () => {
    const statuses = Object.values(errorTable).map((row) => row.status);
    expect(statuses.every((status) => status >= 400 && status < 600)).toBe(true);
  });
});

const streams = {
  'openai-chat': askedForUsage.replaceAll('\n', '\r\n'),
  'openai-responses': responsesStreams['completed']?.text ?? '',
  'anthropic-messages': anthropicStreams['a cached prompt']?.text ?? '',
  gemini: geminiStreams['events with CR LF and spaced JSON']?.text ?? '',
};

describe.each(dialectNames)('an error at the end of a stream of %s', (name) => {
  const ending = dialectOf(name).renderStreamError(refused);

  it('is the last event whole, wherever the stream was cut', () => {
    const bytes = Buffer.from(streams[name]);
    const [alone] = parseEvents(Buffer.from(ending));
    expect(alone?.data).toContain(refused.code);
    for (let at = 0; at <= bytes.length; at += 1) {
      const cut = Buffer.concat([bytes.subarray(0, at), Buffer.from(ending)]);
      expect(parseEvents(cut).at(-1), `cut at byte ${at}`).toEqual(alone);
    }
  });

  it('takes nothing away from the events before it', () => {
    const bytes = Buffer.from(streams[name]);
    const before = parseEvents(bytes);
    const after = parseEvents(Buffer.concat([bytes, Buffer.from(ending)]));
    expect(after.slice(0, -1)).toEqual(before);
  });

  it('is one line of ASCII, whatever the message holds', () => {
    const message = 'a\r\n\r\ndata: {"x":1}\n\n\u2028\u0085 café 😀 \uD800';
    const text = dialectOf(name).renderStreamError({ ...refused, message });
    expect(text).toMatch(/^[\n\x20-\x7E]*$/);
    const parsed: unknown = JSON.parse(parseEvents(Buffer.from(text)).at(-1)?.data ?? '');
    expect(parsed).toHaveProperty('error.message', message);
  });
});

describe('a half event before an error', () => {
  it('is nothing but a ping to a client of Anthropic', () => {
    const bytes = Buffer.from(streams['anthropic-messages']);
    const whole = parseEvents(bytes);
    const ending = dialectOf('anthropic-messages').renderStreamError(refused);
    for (let at = 0; at <= bytes.length; at += 1) {
      const events = parseEvents(Buffer.concat([bytes.subarray(0, at), Buffer.from(ending)]));
      const others = events.slice(0, -1).filter((event) => event.name !== 'ping');
      expect(whole.filter((event) => event.name !== 'ping').slice(0, others.length)).toEqual(
        others,
      );
    }
  });
});

describe('the error event of the Responses API', () => {
  it('is both as documented and as sent', () => {
    const [event] = parseEvents(
      Buffer.from(dialectOf('openai-responses').renderStreamError(refused)),
    );
    const said = { code: 'budget_exhausted', message: refused.message, param: null };
    expect(event?.name).toBe('error');
    expect(JSON.parse(event?.data ?? '')).toEqual({
      type: 'error',
      sequence_number: 0,
      ...said,
      error: { ...said, type: 'billing_error' },
    });
  });
});
