/**
 * A call that makes the provider answer with a credential of its own: OpenAI's and xAI's client secrets for
 * realtime sessions, good for hours and many sessions (developers.openai.com/api/reference, "Client
 * secrets"), ChatKit's, and Gemini's ephemeral tokens (ai.google.dev/gemini-api/docs/ephemeral-tokens).
 * Whoever holds one calls the provider past everything here: limits, budgets, records, and the switch that turns a
 * connection off.
 */
const minting =
  /(?:\/|%2f)(?:client_secrets|transcription_sessions|auth_?tokens|(?:realtime|chatkit)(?:\/|%2f)+sessions)(?:\/|%2f|$)/i;

/** `path` with its letters decoded. */
export function mintsCredential(method: string, path: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && minting.test(path);
}
