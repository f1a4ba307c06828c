import type { ServerResponse } from 'node:http';
import type { Connection } from '../../connections/connection.ts';
import { keySourceOf } from '../../connections/key-source-of.ts';
import { AppError } from '../../errors.ts';
import type { Secret } from '../../vault/secret.ts';
import { ClientGone } from '../client-gone.ts';
import type { Exchange, InferenceDeps } from '../exchange.ts';
import type { Candidate } from '../plan/candidate.ts';

/**
 * The candidate's key as it is now: from memory when it is there, so that most requests do not wait.
 * @throws vault_*, keychain_*, reference_*, connection_disabled, connection_disconnected; ClientGone
 */
export function takeSecret(
  { response }: Exchange,
  { connection }: Candidate,
  deps: InferenceDeps,
): Secret | Promise<Secret | null> {
  const current = requireOn(connection, deps);
  const kept = deps.vault.readCached(keySourceOf(current));
  if (kept === null) return fetchSecret(response, current, deps);
  if (response.destroyed) throw new ClientGone();
  return kept;
}

/** Meanwhile the client may leave or the connection be switched off; then nothing may be sent. */
async function fetchSecret(
  response: ServerResponse,
  connection: Connection,
  deps: InferenceDeps,
): Promise<Secret | null> {
  const secret = await readKey(connection, deps);
  if (response.destroyed) throw new ClientGone();
  requireOn(connection, deps);
  return secret;
}

/** A rotation may end the key while it is being fetched; then the new one is the right one. */
async function readKey(before: Connection, deps: InferenceDeps): Promise<Secret | null> {
  try {
    return await deps.vault.read(keySourceOf(before));
  } catch (error) {
    const after = requireOn(before, deps);
    if (after.keyVersion === before.keyVersion) throw error;
    return await deps.vault.read(keySourceOf(after));
  }
}

function requireOn({ id, slug }: Connection, { connections }: InferenceDeps): Connection {
  const current = connections.get(id);
  if (current === undefined) throw new AppError('connection_disconnected', { connection: slug });
  if (!current.isEnabled) throw new AppError('connection_disabled', { connection: slug });
  return current;
}
