import type { Connection } from '../../connections/connection.ts';
import type { DialectName } from '../../dialects/dialect-name.ts';
import { findProvider } from '../../providers/catalog.ts';
import { isModelAllowed } from '../../virtual-keys/allowed-models.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { Candidate } from './candidate.ts';

export function toCandidate(connection: Connection, model: string | null): Candidate {
  return { connection, provider: findProvider(connection.providerId), model };
}

/** Why a candidate cannot serve this caller in this dialect; null when it can. */
export type Exclusion = 'key' | 'disabled' | 'model' | 'dialect';

/** In words, for the refusal that lists what was left out and why. */
export const exclusionReasons: Readonly<Record<Exclusion, string>> = {
  key: 'not allowed for this virtual key',
  disabled: 'switched off',
  model: 'the virtual key does not allow this model',
  dialect: 'does not speak the dialect of this call',
};

export function exclusion(
  caller: VirtualKey,
  dialect: DialectName,
  { connection, provider, model }: Candidate,
): Exclusion | null {
  if (!isConnectionAllowed(caller, connection)) return 'key';
  if (!connection.isEnabled) return 'disabled';
  if (model !== null && !isModelAllowed(caller, namesOf(connection, model))) return 'model';
  return provider.dialects[dialect] === undefined ? 'dialect' : null;
}

export function isConnectionAllowed(caller: VirtualKey, connection: Connection): boolean {
  return caller.allowedConnections === null || caller.allowedConnections.includes(connection.id);
}

/** A pattern may speak of the model alone or of where it is served: `gpt-*`, `work/gpt-*`, `openai/*`. */
function namesOf(connection: Connection, model: string): readonly string[] {
  return [model, `${connection.slug}/${model}`, `${connection.providerId}/${model}`];
}

export const isSelfHosted = (connection: Connection): boolean =>
  connection.providerId === 'self_hosted';

/** A self-hosted server is never chosen for a bare model id, unless the key names it. */
export function isBareReachable(caller: VirtualKey, connection: Connection): boolean {
  return !isSelfHosted(connection) || caller.allowedConnections?.includes(connection.id) === true;
}

/** Own before platform, then the default, then those whose key is not known to be refused, then the oldest. */
export function inOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.length < 2 ? candidates : candidates.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ connection }: Candidate): number {
  return (
    (connection.kind === 'platform' ? 4 : 0) +
    (connection.isDefault ? 0 : 2) +
    (connection.validationStatus === 'invalid' ? 1 : 0)
  );
}
