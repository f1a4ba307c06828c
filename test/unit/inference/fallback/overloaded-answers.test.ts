import { describe, expect, test } from 'vitest';
import {
  mayTellInBody,
  saysNotNow,
} from '../../../../src-proxy/inference/fallback/overloaded-answers.ts';

const event = (data: unknown, name?: string): string =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;

const anthropic = (type: string): unknown => ({ type: 'error', error: { type, message: 'x' } });

describe('the beginning of an answer says "not now"', () => {
  test.each<[string, string]>([
    ['Anthropic, overloaded', event(anthropic('overloaded_error'), 'error')],
    ['Anthropic, internal', event(anthropic('api_error'), 'error')],
    ['Anthropic, rate limit', event(anthropic('rate_limit_error'), 'error')],
    ['OpenAI Responses, an error event', event({ type: 'error', code: 'server_error' }, 'error')],
    [
      'OpenAI Responses, a failed response',
      event({ type: 'response.failed', response: { error: { code: 'rate_limit_exceeded' } } }),
    ],
    ['OpenRouter, in a stream', event({ error: { code: 502, message: 'x' } })],
    [
      'OpenRouter, behind a comment',
      `: OPENROUTER PROCESSING\n\n${event({ error: { code: 429 } })}`,
    ],
    ['OpenRouter, in a body', JSON.stringify({ error: { code: 503, message: 'x' } })],
    ['Gemini', event({ error: { code: 503, status: 'UNAVAILABLE' } })],
    ['MiniMax, rate limit', JSON.stringify({ base_resp: { status_code: 1002 } })],
    ['lines that end otherwise', 'event: error\r\ndata: {"error":{"code":500}}\r\n\r\n'],
  ])('%s', (_who, text) => {
    expect(saysNotNow(Buffer.from(text))).toBe(true);
  });
});

describe('the beginning of an answer says no such thing', () => {
  test.each<[string, string]>([
    ['a usual event', event({ type: 'message_start', message: {} })],
    ['a refusal of the request', event(anthropic('invalid_request_error'), 'error')],
    ['a status that stays', event({ error: { code: 400, message: 'x' } })],
    ['an error that is null', event({ type: 'response.created', response: { error: null } })],
    ['MiniMax, well', JSON.stringify({ base_resp: { status_code: 0 }, choices: [] })],
    ['MiniMax, no balance', JSON.stringify({ base_resp: { status_code: 1008 } })],
    ['text that speaks of an "error"', event({ delta: 'an "error" of 503' })],
    ['half an event', 'data: {"error":{"code":50'],
    ['no JSON', 'data: "error" 503'],
    ['a list', '["error"]'],
    ['nothing', ''],
    ['more than an error ever is', event({ error: { code: 503, message: 'x'.repeat(9000) } })],
  ])('%s', (_what, text) => {
    expect(saysNotNow(Buffer.from(text))).toBe(false);
  });
});

test('streams are looked into whoever sends them, whole answers where their makers say so', () => {
  expect(mayTellInBody('openai', 'text/event-stream; charset=utf-8')).toBe(true);
  expect(mayTellInBody('openrouter', 'application/json')).toBe(true);
  expect(mayTellInBody('openai', 'application/json')).toBe(false);
  expect(mayTellInBody('minimax', '')).toBe(false);
});
