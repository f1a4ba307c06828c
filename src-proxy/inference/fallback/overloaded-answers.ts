/**
 * Answers that begin with status 200 and then say "not now" in their body, as their makers document:
 *
 * - Anthropic: an `error` event in a stream, whose type stands for the status it would have been
 *   (platform.claude.com/docs/en/api/errors and .../build-with-claude/streaming, "Error events").
 * - OpenAI Responses: an `error` event or a failed response with one of these codes (the API reference).
 * - OpenRouter: `{"error":{"code":502}}` in body or stream, once it has begun (openrouter.ai/docs/api/errors).
 * - Gemini: `{"error":{"code":503,"status":"UNAVAILABLE"}}` in a stream (ai.google.dev, troubleshooting).
 * - MiniMax: `base_resp.status_code` of the kind "please retry later" (platform.minimax.io, error codes).
 */
import { isFallbackStatus } from './fallback-status.ts';

/** Providers whose whole answers are looked into; streams are, whoever sends them. */
const tellsInBody: ReadonlySet<string> = new Set(['openrouter', 'minimax']);

const passingTypes: ReadonlySet<unknown> = new Set([
  'overloaded_error',
  'rate_limit_error',
  'api_error',
  'timeout_error',
  'server_error',
  'rate_limit_exceeded',
]);

/** Unknown error, time-out, rate limit, internal error, system error, token limit, connection limit. */
const passingMinimaxCodes: ReadonlySet<unknown> = new Set([
  1000, 1001, 1002, 1024, 1033, 1039, 1041,
]);

/** An error is short; an answer that begins with more than this is one. */
const MAX_BYTES = 8_192;

/** Whether the body of an answer with status 200 must be looked into before it counts as one. */
export function mayTellInBody(providerId: string, contentType: string): boolean {
  if (contentType.startsWith('text/event-stream')) return true;
  return tellsInBody.has(providerId) && contentType.startsWith('application/json');
}

/** Whether the first piece of an answer is an error of the passing kind. What cannot be read is none. */
export function saysNotNow(chunk: Buffer): boolean {
  if (chunk.length > MAX_BYTES) return false;
  const text = chunk.toString('latin1');
  // Nearly all answers have neither, and are not parsed.
  if (!text.includes('"error"') && !text.includes('"base_resp"')) return false;
  const body = parse(firstData(text));
  const minimaxCode = member(member(body, 'base_resp'), 'status_code');
  return passingMinimaxCodes.has(minimaxCode) || isPassing(errorIn(body));
}

/** Where an error stands: in its member, in that of a response, or it is the whole. */
const errorIn = (body: unknown): unknown =>
  member(member(body, 'response'), 'error') ?? member(body, 'error') ?? body;

function isPassing(error: unknown): boolean {
  const code = member(error, 'code');
  const isStatus = typeof code === 'number' && isFallbackStatus(code);
  return isStatus || passingTypes.has(code) || passingTypes.has(member(error, 'type'));
}

/** The data of the first event of a stream; of anything else, all of it. */
function firstData(text: string): string {
  const lines = text.trimStart().split(/\r\n|\r|\n/);
  const data = lines.find((line) => line.startsWith('data:'));
  return data === undefined ? text : data.slice('data:'.length);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isMember = <Name extends string>(
  value: unknown,
  name: Name,
): value is Readonly<Record<Name, unknown>> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name);

const member = (value: unknown, name: string): unknown =>
  isMember(value, name) ? value[name] : undefined;
