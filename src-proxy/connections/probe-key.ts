import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import { checkBaseUrl } from '../outbound/check-base-url.ts';
import { findProvider } from '../providers/catalog.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { enterKey, type KeyInput } from './enter-key.ts';
import { probeProvider, type ProbeResult } from './probe.ts';
import { resolveEnteredKey } from './resolve-entered-key.ts';

export interface KeyToProbe extends KeyInput {
  readonly provider: string;
  readonly baseUrl?: string | undefined;
}

/**
 * Looks before saving: whether a key is good and what it opens. Nothing is kept, not even in memory.
 *
 * @throws provider_unknown, base_url_*, provider_key_missing, provider_key_malformed, reference_*
 */
export async function probeKey(
  deps: ConnectionDeps,
  input: KeyToProbe,
  actor: Actor,
): Promise<ProbeResult> {
  const provider = findProvider(input.provider);
  const entered = enterKey(provider, input, actor);
  const baseUrl =
    input.baseUrl === undefined
      ? provider.baseUrl
      : checkBaseUrl(input.baseUrl, deps.isOwnAddress).href;
  if (baseUrl === null) throw new AppError('base_url_missing', { provider: provider.name });
  const key = await resolveEnteredKey(deps, entered);
  const timeoutMs = deps.probeTimeoutMs;
  return probeProvider(deps.outbound, { provider, baseUrl, key, timeoutMs });
}
