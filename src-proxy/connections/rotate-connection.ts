import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import { findProvider } from '../providers/catalog.ts';
import { keyScope, type ConnectionDeps } from './connection-deps.ts';
import type { Connection } from './connection.ts';
import { effectiveBaseUrl } from './effective-base-url.ts';
import { enterKey, type EnteredKey, type KeyInput } from './enter-key.ts';
import { keyRef } from './key-source-of.ts';
import { probeBeforeSave } from './probe-before-save.ts';
import type { ProbeResult } from './probe.ts';
import { refuseTakenKey } from './refuse-taken.ts';
import { resolveEnteredKey, secretOf } from './resolve-entered-key.ts';
import { saveLogged } from './save-logged.ts';
import { withProbe } from './with-probe.ts';

export interface Rotation extends KeyInput {
  /** Whether to probe before the swap; true when left out. */
  readonly validate?: boolean | undefined;
}

/**
 * Replaces the key of a connection; id, label, slug and history stay. The new key is probed, then written
 * beside the old one, then swapped in at once; requests that hold the old one finish with it, and it is
 * erased. Whatever fails before the swap, the old key goes on working.
 *
 * @throws connection_not_found, connection_ambiguous, connection_key_is_reference, connection_duplicate,
 * and as `addConnection` of keys, references, upstream and vault
 */
export async function rotateConnection(
  deps: ConnectionDeps,
  name: string,
  input: Rotation,
  actor: Actor,
): Promise<{ readonly connection: Connection; readonly probe: ProbeResult | null }> {
  const former = deps.connections.find(name);
  const { id, label } = former;
  const provider = findProvider(former.providerId);
  const entered = enterKey({ ...provider, isKeyRequired: true }, input, actor);
  if (former.keySource === 'reference' && entered.source === 'vault') {
    throw new AppError('connection_key_is_reference', { connection: former.slug });
  }
  const isValidated = input.validate !== false;
  const key = isValidated ? await resolveEnteredKey(deps, entered) : secretOf(entered);
  const preview = entered.source === 'vault' ? entered.preview : null;
  const baseUrl = effectiveBaseUrl(former);
  const candidate = { provider, baseUrl, key, label, preview, connectionId: id };
  const probe = isValidated ? await probeBeforeSave(deps, candidate, actor) : null;
  await deps.keyChanges.run(keyScope(former), async () => {
    const current = deps.connections.find(id);
    const reference = entered.source === 'reference' ? entered.uri : null;
    await refuseTakenKey(deps, current, { key, reference });
    await swap(deps, current, entered, probe, actor);
  });
  await deps.keyItems.eraseNoted();
  if (probe?.models) deps.connections.saveModels(id, probe.models, deps.clock());
  return { connection: deps.connections.find(id), probe };
}

async function swap(
  deps: ConnectionDeps,
  former: Connection,
  entered: EnteredKey,
  probe: ProbeResult | null,
  actor: Actor,
): Promise<void> {
  const keyVersion = deps.keyItems.nextVersion(former);
  const formerRef = keyRef(former, former.keyVersion);
  await deps.keyItems.put(keyRef(former, keyVersion), secretOf(entered), (settle) => {
    // Read again: its label or switch may have changed while the vault wrote.
    const next = withKey(deps.connections.find(former.id), entered, keyVersion, deps.clock());
    const connection = probe === null ? next : withProbe(next, probe, deps.clock());
    const facts = { formerPreview: former.keyPreview };
    saveLogged(deps, connection, { type: 'key.rotated', actor, facts }, () => {
      settle();
      if (former.keySource === 'vault') deps.keyItems.note(formerRef);
    });
  });
  deps.vault.forget(formerRef);
}

function withKey(
  connection: Connection,
  entered: EnteredKey,
  keyVersion: number,
  now: number,
): Connection {
  return {
    ...connection,
    keySource: entered.source,
    keyReference: entered.source === 'reference' ? entered.uri : null,
    keyPreview: entered.source === 'vault' ? entered.preview : null,
    keyVersion,
    rotatedAt: now,
    validationStatus: 'untested',
  };
}
