import { pathSegments } from './decode-path.ts';

/**
 * A call that makes the provider answer with a credential of its own: OpenAI's and xAI's client secrets for
 * realtime sessions, good for hours and many sessions (developers.openai.com/api/reference, "Client
 * secrets"), ChatKit's, and Gemini's ephemeral tokens (ai.google.dev/gemini-api/docs/ephemeral-tokens).
 * Whoever holds one calls the provider past everything here: limits, budgets, records, and the switch that turns a
 * connection off.
 */
const minting: ReadonlySet<string> = new Set([
  'client_secrets',
  'transcription_sessions',
  'auth_tokens',
  'authtokens',
]);

/** Below these, `sessions` are credentials too. */
const withSessions: ReadonlySet<string> = new Set(['realtime', 'chatkit']);

/** In whatever spelling a server may take. `path`: as it came, without its query. */
export function mintsCredential(method: string, path: string): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return pathSegments(path).some(
    (segment, at, all) =>
      minting.has(segment) || (segment === 'sessions' && withSessions.has(all[at - 1] ?? '')),
  );
}
