/**
 * One small call of the engine's own (a probe, a list of models): answer, size and time are bounded, and a
 * redirect is returned like any other answer. A request of a client goes through the forwarding step.
 */
import { AppError } from '../errors.ts';
import { collectAnswer } from './collect-answer.ts';
import { decodeBody } from './decode-body.ts';
import { describeFailure } from './describe-failure.ts';
import { failureError } from './failure-error.ts';
import type { Outbound } from './outbound.ts';

export interface BoundedRequest {
  readonly url: string | URL;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array | undefined;
  /** For everything, from the name lookup to the last byte. */
  readonly timeoutMs: number;
  /** Of the decoded body. */
  readonly maxBytes: number;
  /** Aborting fails with the signal's reason when that is an AppError, else with `request_aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Named in errors; the host when left out. */
  readonly provider?: string | undefined;
  /** Named in `loop_detected`; the provider when left out. */
  readonly connection?: string | undefined;
}

export interface BoundedAnswer {
  readonly status: number;
  /** Lower-case names; repeated headers joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded. */
  readonly body: Buffer;
  readonly durationMs: number;
}

/**
 * Throws `upstream_unreachable`, `upstream_timeout`, `upstream_interrupted`, `upstream_invalid` (also for
 * an answer beyond `maxBytes` or one that cannot be decoded), `address_forbidden` or `loop_detected`.
 */
export async function fetchBounded(
  outbound: Outbound,
  request: BoundedRequest,
): Promise<BoundedAnswer> {
  const { method, body = null, timeoutMs, maxBytes, signal } = request;
  const url = new URL(request.url);
  const { provider = url.host, connection = provider } = request;
  const invalid = (): AppError => new AppError('upstream_invalid', { provider });
  const startedAt = performance.now();
  const answer = await collectAnswer(
    outbound.dispatcherFor(url.origin),
    {
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: { 'accept-encoding': 'identity', ...request.headers },
      body,
    },
    {
      timeoutMs,
      maxBytes,
      signal,
      errorOfTimeout: () =>
        new AppError('upstream_timeout', { provider, seconds: Math.ceil(timeoutMs / 1000) }),
      errorOfSize: invalid,
      errorOfFailure: (error, progress) =>
        failureError(describeFailure(error, progress), {
          provider,
          connection,
          timeouts: outbound.timeouts,
        }),
    },
  );
  const decoded = await decodeBody(answer.body, answer.headers['content-encoding'], maxBytes);
  if (decoded === null) throw invalid();
  return { ...answer, body: decoded, durationMs: performance.now() - startedAt };
}
