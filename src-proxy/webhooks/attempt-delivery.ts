import { AppError, type ErrorCode } from '../errors.ts';
import type { LoggedEvent } from '../events/event.ts';
import { fetchBounded, type BoundedAnswer } from '../outbound/fetch-bounded.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { Secret } from '../vault/secret.ts';
import type { Vault } from '../vault/vault.ts';
import type { DeliveryError } from './delivery.ts';
import { eventMessage } from './event-message.ts';
import { signMessage } from './sign-message.ts';
import { secretRef, type Webhook } from './webhook.ts';

export interface AttemptParts {
  readonly vault: Pick<Vault, 'read'>;
  readonly outbound: Outbound;
  readonly clock: () => number;
  readonly timeoutMs?: number | undefined;
}

export interface Attempt {
  readonly error: DeliveryError | null;
  readonly httpStatus: number | null;
  readonly durationMs: number;
  /** What the receiver asks to wait; null: it did not say. */
  readonly retryAfterMs: number | null;
}

/** Between the 15 and 30 s the Standard Webhooks specification recommends. */
const TIMEOUT_MS = 20_000;
const MAX_ANSWER_BYTES = 262_144;

/**
 * One try. What becomes of the answer is for the caller; redirects are not followed, the address is checked
 * as it is connected to.
 * @throws vault_*, keychain_* when the secret cannot be read; request_aborted
 */
export async function attemptDelivery(
  { vault, outbound, clock, timeoutMs = TIMEOUT_MS }: AttemptParts,
  webhook: Webhook,
  event: LoggedEvent,
  signal?: AbortSignal,
): Promise<Attempt> {
  const at = clock();
  const message = eventMessage(webhook, event);
  const headers = await signMessage(message, await readSecrets(vault, webhook, at), at);
  const startedAt = performance.now();
  try {
    const answer = await fetchBounded(outbound, {
      url: webhook.url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Latchport-Webhooks',
        ...headers,
      },
      body: message.body,
      timeoutMs,
      maxBytes: MAX_ANSWER_BYTES,
      signal,
      provider: webhook.label,
    });
    return judge(answer, clock());
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'request_aborted') throw error;
    return {
      error: nameError(error),
      httpStatus: null,
      durationMs: Math.round(performance.now() - startedAt),
      retryAfterMs: null,
    };
  }
}

async function readSecrets(
  vault: Pick<Vault, 'read'>,
  webhook: Webhook,
  now: number,
): Promise<readonly Secret[]> {
  const { secretVersion, formerSecretVersion, formerSecretUntil } = webhook;
  const isFormerValid = formerSecretUntil !== null && now < formerSecretUntil;
  const versions = [secretVersion, ...(isFormerValid ? [formerSecretVersion] : [])];
  const refs = versions.flatMap((version) =>
    version === null ? [] : [secretRef(webhook, version)],
  );
  const secrets = await Promise.all(refs.map((ref) => vault.read({ kind: 'item', ref })));
  return secrets.filter((secret) => secret !== null);
}

function judge({ status, headers, durationMs }: BoundedAnswer, now: number): Attempt {
  return {
    error: nameStatus(status),
    httpStatus: status,
    durationMs: Math.round(durationMs),
    retryAfterMs: readRetryAfter(headers['retry-after'], now),
  };
}

function nameStatus(status: number): DeliveryError | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'gone';
  return status >= 300 && status < 400 ? 'redirected' : 'http_status';
}

/** Seconds, or a date (RFC 9110, section 10.2.3). */
function readRetryAfter(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

const errorNames: { readonly [Code in ErrorCode]?: DeliveryError } = {
  upstream_timeout: 'timeout',
  upstream_invalid: 'answer_invalid',
  address_forbidden: 'address_refused',
  loop_detected: 'address_refused',
};

const nameError = ({ code }: AppError): DeliveryError => errorNames[code] ?? 'unreachable';
