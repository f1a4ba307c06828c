import type { Actor } from '../events/event.ts';
import { findProvider } from '../providers/catalog.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import type { Connection } from './connection.ts';
import { effectiveBaseUrl } from './effective-base-url.ts';
import { keySourceOf } from './key-source-of.ts';
import { probeProvider, type ProbeResult } from './probe.ts';
import { logWith, saveLogged } from './save-logged.ts';
import { withProbe } from './with-probe.ts';

/**
 * Probes a connection now, switched on or off, and keeps what was found. A key that the vault cannot give
 * says nothing of the provider: that is thrown and changes nothing.
 *
 * @throws connection_not_found, connection_ambiguous, vault_*, keychain_*, reference_*
 */
export async function testConnection(
  deps: ConnectionDeps,
  name: string,
  actor: Actor,
): Promise<{ readonly connection: Connection; readonly probe: ProbeResult }> {
  const tested = deps.connections.find(name);
  const provider = findProvider(tested.providerId);
  const baseUrl = effectiveBaseUrl(tested);
  const key = await deps.vault.read(keySourceOf(tested));
  const timeoutMs = deps.probeTimeoutMs;
  const probe = await probeProvider(deps.outbound, { provider, baseUrl, key, timeoutMs });
  // While it ran, the key may have been rotated, the address changed or the connection ended.
  const current = deps.connections.find(tested.id);
  const isSameKey = current.keyVersion === tested.keyVersion && current.baseUrl === tested.baseUrl;
  if (!isSameKey) return { connection: current, probe };
  saveTest(deps, withProbe(current, probe, deps.clock()), probe, actor);
  if (probe.models !== null) deps.connections.saveModels(current.id, probe.models, deps.clock());
  return { connection: deps.connections.find(current.id), probe };
}

/** A refused key is told as well, for those who only listen for that. */
function saveTest(
  deps: ConnectionDeps,
  connection: Connection,
  { validationStatus, status, latencyMs }: ProbeResult,
  actor: Actor,
): void {
  const tested = { type: 'connection.tested', actor, facts: { status, latencyMs } } as const;
  if (validationStatus !== 'invalid') {
    saveLogged(deps, connection, tested);
    return;
  }
  const refused = { type: 'key.validation_failed', actor, facts: { status } } as const;
  logWith(deps, connection, refused, (append) => saveLogged(deps, connection, tested, append));
}
