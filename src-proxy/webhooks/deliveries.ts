/**
 * What is to be sent, in the store. Each webhook reads the audit log, which is append-only, from where it
 * has come to: so no event is lost between its being logged and its being queued, whatever crashes when.
 */
import type { LoggedEvent } from '../events/event.ts';
import type { Store } from '../store/open-store.ts';
import type { Delivery } from './delivery.ts';
import { LONGEST_DELAY_MS } from './retry-schedule.ts';
import { wantsEvent } from './webhook-settings.ts';
import type { Webhook } from './webhook.ts';

const PAGE = 500;
const KEPT_MS = 30 * 86_400_000;

const columns = `id, webhook_id AS webhookId, event_id AS eventId, status, attempts,
  next_attempt_at AS nextAttemptAt, last_attempt_at AS lastAttemptAt, http_status AS httpStatus,
  error, duration_ms AS durationMs`;

/** What is known of a delivery after an attempt. */
export type AttemptedDelivery = Omit<Delivery, 'webhookId' | 'eventId'>;

export class Deliveries {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** A webhook is told of what comes after the present. Belongs in the transaction that makes it. */
  begin(webhookId: string): void {
    this.#store
      .prepare(
        `REPLACE INTO webhook_cursors
         SELECT ?, coalesce((SELECT max(id) FROM events), 0)`,
      )
      .run(webhookId);
  }

  /** Queues what a webhook has not read yet. */
  queueNew(webhook: Webhook, now: number): void {
    const insert = this.#store.prepare(
      `INSERT OR IGNORE INTO webhook_deliveries (webhook_id, event_id, status, attempts, next_attempt_at)
       VALUES (?, ?, 'pending', 0, ?)`,
    );
    const queuePage = this.#store.transaction((): boolean => {
      const events = this.#unread(webhook.id);
      const last = events.at(-1);
      if (last === undefined) return false;
      for (const { id } of events.filter((event) => isFor(webhook, event))) {
        insert.run(webhook.id, id, now);
      }
      this.#store
        .prepare('UPDATE webhook_cursors SET event_id = ? WHERE webhook_id = ?')
        .run(last.id, webhook.id);
      return events.length === PAGE;
    });
    while (queuePage());
  }

  /** The oldest that is due. One scheduled further ahead than any would be is due too: the clock was set back. */
  nextDue(webhookId: string, now: number): Delivery | undefined {
    return this.#store
      .prepare<[string, number, number], Delivery>(
        `SELECT ${columns} FROM webhook_deliveries
         WHERE webhook_id = ? AND status = 'pending'
           AND (next_attempt_at <= ? OR next_attempt_at > ?) ORDER BY id LIMIT 1`,
      )
      .get(webhookId, now, now + LONGEST_DELAY_MS);
  }

  /** When the next one is due; null: nothing waits. */
  nextAttemptAt(webhookId: string): number | null {
    const at = this.#store
      .prepare(
        "SELECT min(next_attempt_at) FROM webhook_deliveries WHERE webhook_id = ? AND status = 'pending'",
      )
      .pluck()
      .get(webhookId);
    return typeof at === 'number' ? at : null;
  }

  /** A delivery that is attempted by itself, outside the queue. */
  insertTest(webhookId: string, eventId: number): Delivery {
    const { lastInsertRowid } = this.#store
      .prepare(
        `INSERT INTO webhook_deliveries (webhook_id, event_id, status, attempts)
         VALUES (?, ?, 'failed', 0)`,
      )
      .run(webhookId, eventId);
    return this.#get(Number(lastInsertRowid));
  }

  /** Of one whose webhook is gone nothing is written. */
  record(delivery: AttemptedDelivery): void {
    this.#store
      .prepare(
        `UPDATE webhook_deliveries SET status = @status, attempts = @attempts,
           next_attempt_at = @nextAttemptAt, last_attempt_at = @lastAttemptAt,
           http_status = @httpStatus, error = @error, duration_ms = @durationMs WHERE id = @id`,
      )
      .run(delivery);
  }

  /** What waits for its next attempt has it now: something has changed. */
  hasten(webhookId: string, now: number): void {
    this.#store
      .prepare(
        `UPDATE webhook_deliveries SET next_attempt_at = ?
         WHERE webhook_id = ? AND status = 'pending'`,
      )
      .run(now, webhookId);
  }

  /** Gives up all that waits for a webhook. */
  abandon(webhookId: string): void {
    this.#store
      .prepare(
        `UPDATE webhook_deliveries SET status = 'failed', next_attempt_at = NULL
         WHERE webhook_id = ? AND status = 'pending'`,
      )
      .run(webhookId);
  }

  /** Newest first, those older than `beforeId`. */
  list(webhookId: string, limit: number, beforeId = Number.MAX_SAFE_INTEGER): ListedDelivery[] {
    return this.#store
      .prepare<[string, number, number], ListedDelivery>(
        `SELECT ${columns}, (SELECT type FROM events e WHERE e.id = event_id) AS eventType
         FROM webhook_deliveries WHERE webhook_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
      )
      .all(webhookId, beforeId, limit);
  }

  countPending(webhookId: string): number {
    return Number(
      this.#store
        .prepare(
          "SELECT count(*) FROM webhook_deliveries WHERE webhook_id = ? AND status = 'pending'",
        )
        .pluck()
        .get(webhookId),
    );
  }

  /** Forgets what was settled a month ago. */
  prune(now: number): void {
    this.#store
      .prepare("DELETE FROM webhook_deliveries WHERE status != 'pending' AND last_attempt_at < ?")
      .run(now - KEPT_MS);
  }

  #unread(webhookId: string): Pick<LoggedEvent, 'id' | 'type' | 'subjectId'>[] {
    return this.#store
      .prepare<[string, number], Pick<LoggedEvent, 'id' | 'type' | 'subjectId'>>(
        `SELECT id, type, subject_id AS subjectId FROM events
         WHERE id > (SELECT event_id FROM webhook_cursors WHERE webhook_id = ?) ORDER BY id LIMIT ?`,
      )
      .all(webhookId, PAGE);
  }

  #get(id: number): Delivery {
    const found = this.#store
      .prepare<[number], Delivery>(`SELECT ${columns} FROM webhook_deliveries WHERE id = ?`)
      .get(id);
    if (found === undefined) throw new Error('a delivery that was just written is gone');
    return found;
  }
}

export interface ListedDelivery extends Delivery {
  readonly eventType: string;
}

/** A test goes to the webhook that is tested by itself (see `testWebhook`). */
const isFor = (webhook: Webhook, { type, subjectId }: Pick<LoggedEvent, 'type' | 'subjectId'>) =>
  wantsEvent(webhook, type) && !(type === 'webhook.tested' && subjectId === webhook.id);
