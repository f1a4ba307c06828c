/**
 * Brings an approved key to the app that asked, over its loopback callback and nothing else:
 *
 *   1. POST {state, code}                    the app answers {code_verifier}
 *   2. its SHA-256 must be the link's challenge (RFC 7636, 4.6): only who made the link knows it,
 *      so a program that merely took the port gets nothing
 *   3. the key is made, POST {state, code, virtual_key, base_url}; not taken: the key is revoked
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../src-proxy/errors.ts';
import type { ManagementClient } from '../../src-proxy/management/client.ts';
import { freeLabel } from './free-label.ts';
import type { ConnectRequest } from './parse-connect-link.ts';

const ANSWER_WITHIN_MS = 10_000;
const MAX_ANSWER_BYTES = 4096;

const verifierAnswer = z.object({ code_verifier: z.string().regex(/^[\w.~-]{43,128}$/) });

/** The label of the key that was handed over. @throws connect_*, virtual_key_*, engine_* */
export async function handOverKey(
  request: ConnectRequest,
  client: ManagementClient,
  now: number,
): Promise<string> {
  const { app, state } = request;
  const code = randomBytes(32).toString('base64url');
  await proveApp(request, code);
  const minted = await client.call('virtual_keys.create', await wantedKey(request, client, now));
  const { proxy } = await client.call('status', {});
  try {
    await tell(request, {
      state,
      code,
      virtual_key: minted.key,
      base_url: proxy.addresses[0] ?? null,
    });
  } catch {
    await client.call('virtual_keys.revoke', { virtual_key: minted.id });
    throw new AppError('connect_callback_failed', { app });
  }
  return minted.label;
}

/** Lets the app know that the user said no; whether it hears it does not matter. */
export async function tellRefusal(request: ConnectRequest): Promise<void> {
  await tell(request, { state: request.state, error: 'access_denied' }).catch(() => undefined);
}

async function proveApp(request: ConnectRequest, code: string): Promise<void> {
  const { app, state, codeChallenge } = request;
  const answer = await tell(request, { state, code }).catch(() => null);
  const read = verifierAnswer.safeParse(answer);
  if (!read.success) throw new AppError('connect_callback_failed', { app });
  const challenge = hash('sha256', read.data.code_verifier, 'base64url');
  if (!timingSafeEqual(Buffer.from(challenge), Buffer.from(codeChallenge))) {
    throw new AppError('connect_verifier_wrong', { app });
  }
}

async function wantedKey(
  request: ConnectRequest,
  client: ManagementClient,
  now: number,
): Promise<Parameters<typeof client.call<'virtual_keys.create'>>[1]> {
  const { app, models, connections, environment, expiresInMs } = request;
  const { virtual_keys: keys } = await client.call('virtual_keys.list', {});
  return {
    label: freeLabel(app, keys),
    app,
    allowed_models: models === null ? null : [...models],
    allowed_connections: connections === null ? null : [...connections],
    environment,
    expires_at: expiresInMs === null ? null : new Date(now + expiresInMs).toISOString(),
    requests_per_minute: request.requestsPerMinute,
    tokens_per_minute: request.tokensPerMinute,
    budgets: [...request.budgets],
  };
}

/** One POST to the callback; what comes back, if it is JSON of a sensible size. */
async function tell({ callback }: ConnectRequest, message: object): Promise<unknown> {
  const response = await fetch(callback, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    redirect: 'error',
    credentials: 'omit',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const text = await readBounded(response);
  if (!response.ok) throw new Error('The callback did not accept.');
  return text === '' ? null : JSON.parse(text);
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > MAX_ANSWER_BYTES) throw new Error('The callback answered with too much.');
  }
  return text;
}
