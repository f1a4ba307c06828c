import type { Store } from '../store/open-store.ts';
import { isManagementKey, type Actor, type ActorName, type LoggedEvent } from './event.ts';

export type NewEvent = Omit<LoggedEvent, 'id' | 'at' | 'actor' | 'actorId'> & {
  readonly actor: Actor;
};

type Row = Omit<LoggedEvent, 'data'> & { readonly data: string };

/** The append-only audit log, and the live stream of what is appended. */
export class EventLog {
  readonly #store: Store;
  readonly #clock: () => number;
  readonly #subscribers = new Set<(event: LoggedEvent) => void>();

  constructor(store: Store, clock: () => number) {
    this.#store = store;
    this.#clock = clock;
  }

  append(event: NewEvent): LoggedEvent {
    return this.#tell(this.#insert(event));
  }

  /**
   * Appends as part of a change: `change` calls what it is given inside its own transaction, so that both
   * are kept or neither is. Subscribers hear of it afterwards, when the change can be seen.
   */
  appendWith(event: NewEvent, change: (append: () => void) => void): void {
    const inserted: LoggedEvent[] = [];
    change(() => void inserted.push(this.#insert(event)));
    for (const logged of inserted) this.#tell(logged);
  }

  /** Oldest first, those after the event `afterId`. */
  listAfter(afterId: number, limit: number): LoggedEvent[] {
    return this.#select('id > ? ORDER BY id LIMIT ?', afterId, limit);
  }

  /** The latest, oldest first. */
  listLatest(limit: number): LoggedEvent[] {
    return this.#select('1 ORDER BY id DESC LIMIT ?', limit).toReversed();
  }

  /** Calls `subscriber` with every event from now on; the returned function ends that. */
  subscribe(subscriber: (event: LoggedEvent) => void): () => void {
    this.#subscribers.add(subscriber);
    return () => void this.#subscribers.delete(subscriber);
  }

  #insert(event: NewEvent): LoggedEvent {
    const at = this.#clock();
    const { actor, actorId } = readActor(event.actor);
    const { lastInsertRowid } = this.#store
      .prepare(
        'INSERT INTO events (at, type, actor, actor_id, subject_id, data) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(at, event.type, actor, actorId, event.subjectId, JSON.stringify(event.data));
    return { ...event, actor, actorId, id: Number(lastInsertRowid), at };
  }

  #tell(logged: LoggedEvent): LoggedEvent {
    for (const subscriber of this.#subscribers) subscriber(logged);
    return logged;
  }

  #select(condition: string, ...parameters: number[]): LoggedEvent[] {
    return this.#store
      .prepare<number[], Row>(
        `SELECT id, at, type, actor, actor_id AS actorId, subject_id AS subjectId, data
         FROM events WHERE ${condition}`,
      )
      .all(...parameters)
      .map(toEvent);
  }
}

function readActor(actor: Actor): { readonly actor: ActorName; readonly actorId: string | null } {
  return isManagementKey(actor)
    ? { actor: 'management_key', actorId: actor.slice('management_key:'.length) }
    : { actor, actorId: null };
}

function toEvent(row: Row): LoggedEvent {
  const data: LoggedEvent['data'] = JSON.parse(row.data);
  return { ...row, data };
}
