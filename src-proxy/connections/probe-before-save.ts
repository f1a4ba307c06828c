import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { Provider } from '../providers/provider.ts';
import type { Secret } from '../vault/secret.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { probeProvider, type ProbeResult } from './probe.ts';

export interface Candidate {
  readonly provider: Provider;
  readonly baseUrl: string;
  readonly key: Secret | null;
  /** What the audit log may say of it. */
  readonly label: string;
  readonly preview: string | null;
  /** Null while it is not connected yet. */
  readonly connectionId: string | null;
}

const OFFER =
  'Nothing was saved; --no-validate (validate_before_save: false) saves it without this check.';

/**
 * Probes what is about to be saved. Refused and unreachable stop the save; an answer that proves nothing
 * does not.
 *
 * @throws provider_key_invalid, and what `fetchBounded` throws
 */
export async function probeBeforeSave(
  deps: ConnectionDeps,
  candidate: Candidate,
  actor: Actor,
): Promise<ProbeResult> {
  const { provider, baseUrl, key } = candidate;
  const timeoutMs = deps.probeTimeoutMs;
  const result = await probeProvider(deps.outbound, { provider, baseUrl, key, timeoutMs });
  const { validationStatus, status, error } = result;
  if (validationStatus === 'invalid' && status !== null) {
    logRefusal(deps, candidate, status, actor);
    const keysUrl = provider.links?.keys ?? null;
    const name = provider.name;
    throw new AppError('provider_key_invalid', {
      provider: name,
      status,
      keysUrl,
      isUnsaved: true,
    });
  }
  const isStopped = validationStatus === 'invalid' || validationStatus === 'unreachable';
  if (isStopped && error !== null) throw withOffer(error);
  return result;
}

function logRefusal(
  deps: ConnectionDeps,
  { provider, label, preview, connectionId }: Candidate,
  status: number,
  actor: Actor,
): void {
  deps.events.append({
    type: 'key.validation_failed',
    actor,
    subjectId: connectionId,
    data: { provider: provider.id, label, preview, status },
  });
}

/** The way out belongs to this moment, not to the error's row, which a client's request may meet too. */
function withOffer(error: AppError): AppError {
  if (error.code.startsWith('upstream_')) error.message = `${OFFER} ${error.message}`;
  return error;
}
