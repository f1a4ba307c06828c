import type { Actor, EventType, LoggedEvent } from '../events/event.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import type { Connection } from './connection.ts';

export interface ConnectionEvent {
  readonly type: EventType;
  readonly actor: Actor;
  /** Beside what is said of every connection. */
  readonly facts?: LoggedEvent['data'];
}

/** Saves a connection and its line in the audit log in one transaction, with what `alongside` writes. */
export function saveLogged(
  deps: Pick<ConnectionDeps, 'connections' | 'events'>,
  connection: Connection,
  event: ConnectionEvent,
  alongside: () => void = () => undefined,
): Connection {
  logWith(deps, connection, event, (append) =>
    deps.connections.save(connection, () => {
      append();
      alongside();
    }),
  );
  return connection;
}

/**
 * Logs what happened to a connection as part of `change` (see `EventLog.appendWith`). Said of it are its
 * names and its preview; never its key, nor a reference, which may be a command.
 */
export function logWith(
  deps: Pick<ConnectionDeps, 'events'>,
  connection: Connection,
  { type, actor, facts }: ConnectionEvent,
  change: (append: () => void) => void,
): void {
  const data = {
    provider: connection.providerId,
    label: connection.label,
    slug: connection.slug,
    preview: connection.keyPreview,
    validationStatus: connection.validationStatus,
    ...facts,
  };
  deps.events.appendWith({ type, actor, subjectId: connection.id, data }, change);
}
