import { AppError, toAppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import { keyScope, type ConnectionDeps } from './connection-deps.ts';
import type { Connection } from './connection.ts';
import { keyRef } from './key-source-of.ts';
import { logWith } from './save-logged.ts';

/**
 * Ends a connection: new requests stop and running ones are aborted at once, its key is erased, then its
 * row ends; the history stays. When the vault refuses, the connection stays, switched off, so that the
 * user can try again. Of its provider's other connections none becomes the default by itself: who pays
 * for calls that name no connection is for the user to say.
 *
 * @throws connection_not_found, connection_ambiguous, vault_*, keychain_*
 */
export async function disconnectConnection(
  deps: ConnectionDeps,
  name: string,
  actor: Actor,
): Promise<void> {
  const found = deps.connections.find(name);
  if (found.isEnabled) deps.connections.save({ ...found, isEnabled: false });
  const abortRunning = (): void =>
    deps.running.abortConnection(
      found.id,
      new AppError('connection_disconnected', { connection: found.slug }),
    );
  abortRunning();
  await deps.keyChanges.run(keyScope(found), async () => {
    const connection = deps.connections.find(found.id);
    await eraseKey(deps, connection, actor);
    const facts = { wasDefault: connection.isDefault };
    logWith(deps, connection, { type: 'key.revoked', actor, facts }, (append) =>
      deps.connections.end(connection.id, deps.clock(), append),
    );
    // Those that were planned before and began meanwhile.
    abortRunning();
  });
  await deps.keyItems.eraseNoted();
}

async function eraseKey(deps: ConnectionDeps, connection: Connection, actor: Actor): Promise<void> {
  const ref = keyRef(connection, connection.keyVersion);
  deps.vault.forget(ref);
  if (connection.keySource !== 'vault') return;
  try {
    await deps.vault.remove(ref);
  } catch (error) {
    const facts = { reason: toAppError(error).code };
    logWith(deps, connection, { type: 'key.disabled', actor, facts }, (append) => append());
    throw error;
  }
}
