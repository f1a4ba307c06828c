import { findProvider } from '../providers/catalog.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import type { ListedModel } from './connection.ts';
import { effectiveBaseUrl } from './effective-base-url.ts';
import { keySourceOf } from './key-source-of.ts';
import { fetchModels } from './probe.ts';

/**
 * Asks the provider which models a connection has, and keeps the answer. Whatever fails, the list it had
 * stays. A provider without a listing is not asked.
 *
 * @throws connection_not_found, provider_key_invalid, probe_inconclusive, model_list_invalid, upstream_*,
 * address_forbidden, loop_detected, vault_*, keychain_*, reference_*
 */
export async function discoverModels(
  deps: ConnectionDeps,
  connectionId: string,
  signal?: AbortSignal,
): Promise<readonly ListedModel[]> {
  const connection = deps.connections.find(connectionId);
  const provider = findProvider(connection.providerId);
  if (provider.modelListing === null) return [];
  const baseUrl = effectiveBaseUrl(connection);
  const key = await deps.vault.read(keySourceOf(connection));
  const timeoutMs = deps.probeTimeoutMs;
  const models = await fetchModels(deps.outbound, { provider, baseUrl, key, timeoutMs, signal });
  const current = deps.connections.get(connection.id);
  // A list from the former address says nothing of the present one.
  if (current?.baseUrl === connection.baseUrl) {
    deps.connections.saveModels(connection.id, models, deps.clock());
  }
  return models;
}
