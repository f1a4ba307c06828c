/**
 * What an answer says of the key it was asked with. Statuses are not enough, so codes and reasons of the
 * body are read; they decide and are never shown.
 *
 * - Google answers a bad key 400 with the reason API_KEY_INVALID (issues google-gemini/gemini-cli 25198),
 *   xAI answers it 400 "Incorrect API key provided" (docs.x.ai/docs/key-information/debugging).
 * - MiniMax can answer it 200 with `base_resp.status_code` 1004 or 2049 (issues MiniMax-AI/MiniMax-01 37).
 * - OpenAI answers a restricted key that may not list models 401 or 403 "Missing scopes" (issues
 *   microsoft/PowerToys 32989), and a good key from an unserved country 403: the key is not bad then.
 */
import type { Provider } from '../providers/provider.ts';
import { membersOf, parseJson, textOf } from './read-json.ts';

export type Verdict = 'accepted' | 'refused' | 'unclear';

const MAX_ERROR_BYTES = 65_536;

/** Phrases, in lower case, by which providers say that a key is no good. */
const refusals = [
  'api_key_invalid',
  'invalid_api_key',
  'invalid api key',
  'incorrect api key',
  'api key not valid',
  'api key not found',
  'api key expired',
] as const;

/** Phrases by which they say that the key is known and may not do this, or not from here. */
const limits = [
  'missing scope',
  'missing_scope',
  'insufficient permissions',
  'unsupported_country',
  'location is not supported',
] as const;

const miniMaxRefusals: ReadonlySet<unknown> = new Set([1004, 2049]);

export function judgeAnswer(
  { status, body }: { readonly status: number; readonly body: Buffer },
  provider: Pick<Provider, 'refusedKeyStatuses'>,
  acceptedStatuses: readonly number[] = [],
): Verdict {
  const said = body.length > MAX_ERROR_BYTES ? {} : membersOf(parseJson(body));
  if (status >= 200 && status < 300) return isMiniMaxRefusal(said) ? 'refused' : 'accepted';
  if (acceptedStatuses.includes(status)) return 'accepted';
  return isKeyRefused(status, wordsOf(said), provider) ? 'refused' : 'unclear';
}

function isKeyRefused(
  status: number,
  words: string,
  { refusedKeyStatuses = [] }: Pick<Provider, 'refusedKeyStatuses'>,
): boolean {
  if (status === 401 || status === 403) return !isAnyIn(limits, words);
  return [400, ...refusedKeyStatuses].includes(status) && isAnyIn(refusals, words);
}

const isMiniMaxRefusal = (said: Readonly<Record<string, unknown>>): boolean =>
  miniMaxRefusals.has(membersOf(said['base_resp'])['status_code']);

const isAnyIn = (phrases: readonly string[], words: string): boolean =>
  phrases.some((phrase) => words.includes(phrase));

/** The codes, types, reasons and messages of an error, wherever a provider puts them. */
function wordsOf(said: Readonly<Record<string, unknown>>): string {
  const error = membersOf(said['error']);
  const details = Array.isArray(error['details']) ? error['details'].slice(0, 20) : [];
  return [said, error, ...details.map(membersOf)]
    .flatMap((part) => [part['error'], part['code'], part['type'], part['reason'], part['message']])
    .map((value) => textOf(value)?.replaceAll('%20', ' ').toLowerCase() ?? '')
    .join('\n');
}
