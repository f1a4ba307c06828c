import { chatAnswer, sendJson, type Answer } from './fault-upstream.ts';

/** A whole chat answer with these headers. */
export const answerWithHeaders =
  (headers: Readonly<Record<string, string>>): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(chatAnswer()));
  };

/** A refusal, as OpenAI spells one. */
export const refuse =
  (status: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message: 'not now', type: 'provider' } }));
  };

/** What OpenAI says of a limit. */
export const requestsLeft = (
  remaining: number,
  reset = '1h',
): Readonly<Record<string, string>> => ({
  'x-ratelimit-limit-requests': '100',
  'x-ratelimit-remaining-requests': String(remaining),
  'x-ratelimit-reset-requests': reset,
});

export const answerShortly: Answer = (_request, response) => sendJson(response, 200, chatAnswer());
