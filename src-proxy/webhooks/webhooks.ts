import { AppError } from '../errors.ts';
import type { Store } from '../store/open-store.ts';
import { defineTable, type Table } from '../store/table.ts';
import type { Webhook } from './webhook.ts';

/** All webhooks: read from memory, written through to the store. */
export class Webhooks {
  readonly #store: Store;
  readonly #table: Table<Webhook>;
  readonly #byId = new Map<string, Webhook>();

  constructor(store: Store) {
    this.#store = store;
    this.#table = defineTable<Webhook>(store, 'webhooks', {
      id: 'plain',
      label: 'plain',
      url: 'plain',
      events: 'json',
      status: 'plain',
      secretVersion: 'plain',
      formerSecretVersion: 'plain',
      formerSecretUntil: 'plain',
      failingSince: 'plain',
      createdAt: 'plain',
      rotatedAt: 'plain',
    });
    for (const webhook of this.#table.select()) this.#byId.set(webhook.id, webhook);
  }

  /** Oldest first. */
  list(): readonly Webhook[] {
    return [...this.#byId.values()];
  }

  get(id: string): Webhook | undefined {
    return this.#byId.get(id);
  }

  /** By id or label. @throws webhook_not_found */
  find(name: string): Webhook {
    const label = name.normalize('NFC');
    const found = this.#byId.get(name) ?? this.list().find((webhook) => webhook.label === label);
    if (found === undefined) throw new AppError('webhook_not_found', { name });
    return found;
  }

  /** Inserts or replaces. `alongside` writes to the store in the same transaction, after it. */
  save(webhook: Webhook, alongside: () => void = () => undefined): void {
    this.#store.transaction(() => {
      this.#table.save(webhook);
      alongside();
    })();
    this.#byId.set(webhook.id, webhook);
  }

  /** With what is still to be delivered to it. */
  remove(id: string, alongside: () => void): void {
    this.#store.transaction(() => {
      this.#store.prepare('DELETE FROM webhooks WHERE id = ?').run(id);
      alongside();
    })();
    this.#byId.delete(id);
  }
}
