/**
 * Sends what is queued: to each webhook one message at a time, to different ones side by side, so that one
 * receiver that is away holds up nobody else. What is under way when the engine ends is sent again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { LoggedEvent } from '../events/event.ts';
import type { EventLog } from '../events/event-log.ts';
import { describeUnexpected, type Log } from '../log.ts';
import { attemptDelivery, type Attempt, type AttemptParts } from './attempt-delivery.ts';
import type { Deliveries } from './deliveries.ts';
import type { Delivery } from './delivery.ts';
import { retryDelay } from './retry-schedule.ts';
import { describeWebhook, type Webhook } from './webhook.ts';
import type { Webhooks } from './webhooks.ts';

export interface SenderParts extends AttemptParts {
  readonly webhooks: Webhooks;
  readonly deliveries: Deliveries;
  readonly events: EventLog;
  readonly log: Log;
}

/** A receiver that fails longer than this is not tried any more. */
const GIVE_UP_AFTER_MS = 5 * 86_400_000;
/** Until the vault is asked again for a secret it would not give: most of the time it was locked. */
const SECRET_AGAIN_MS = 15_000;
/** Until a disk that was full is tried again. */
const TROUBLE_MS = 30_000;
const LONGEST_SLEEP_MS = 3_600_000;

export class WebhookSender {
  readonly #parts: SenderParts;
  readonly #busy = new Set<string>();
  readonly #stopping = new AbortController();
  #unsubscribe: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #isWaking = false;
  #prunedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#unsubscribe = this.#parts.events.subscribe(() => this.wake());
    this.wake();
  }

  stop(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
    this.#stopping.abort();
  }

  /** Looks for work soon; many calls at a time are one. */
  wake(): void {
    if (this.#isWaking || this.#stopping.signal.aborted) return;
    this.#isWaking = true;
    setImmediate(() => {
      this.#isWaking = false;
      if (!this.#stopping.signal.aborted) this.#work();
    });
  }

  #work(): void {
    clearTimeout(this.#timer);
    const { clock, log } = this.#parts;
    const now = clock();
    let wakeAt = now + LONGEST_SLEEP_MS;
    try {
      this.#pruneNowAndThen(now);
      for (const webhook of this.#parts.webhooks.list()) {
        if (webhook.status === 'active') wakeAt = Math.min(wakeAt, this.#workFor(webhook, now));
      }
    } catch (error) {
      log.warn('webhooks_not_queued', describeUnexpected(error));
      wakeAt = now + TROUBLE_MS;
    }
    this.#timer = setTimeout(() => this.wake(), Math.max(wakeAt - now, 0)).unref();
  }

  #pruneNowAndThen(now: number): void {
    if (now - this.#prunedAt < LONGEST_SLEEP_MS && now >= this.#prunedAt) return;
    this.#parts.deliveries.prune(now);
    this.#prunedAt = now;
  }

  /** When to look again; a webhook that is busy wakes the sender itself when it is done. */
  #workFor(webhook: Webhook, now: number): number {
    const { deliveries } = this.#parts;
    deliveries.queueNew(webhook, now);
    if (this.#busy.has(webhook.id)) return Number.POSITIVE_INFINITY;
    const delivery = deliveries.nextDue(webhook.id, now);
    if (delivery === undefined) return deliveries.nextAttemptAt(webhook.id) ?? Infinity;
    this.#busy.add(webhook.id);
    void this.#send(webhook, delivery).finally(() => {
      this.#busy.delete(webhook.id);
      this.wake();
    });
    return Number.POSITIVE_INFINITY;
  }

  /** Never rejects. */
  async #send(webhook: Webhook, delivery: Delivery): Promise<void> {
    const { events, webhooks, log } = this.#parts;
    const { signal } = this.#stopping;
    try {
      const [event] = events.listAfter(delivery.eventId - 1, 1);
      if (event === undefined) return;
      const attempt = await this.#attempt(webhook, event, signal);
      const isWanted = !signal.aborted && webhooks.get(webhook.id) !== undefined;
      if (isWanted) this.#record(delivery, attempt);
    } catch (error) {
      log.warn('webhook_not_recorded', describeUnexpected(error));
      await pause(TROUBLE_MS, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  /** A secret that cannot be read is no failure of the receiver's. */
  async #attempt(
    webhook: Webhook,
    event: LoggedEvent,
    signal: AbortSignal,
  ): Promise<Attempt | null> {
    try {
      return await attemptDelivery(this.#parts, webhook, event, signal);
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  #record(delivery: Delivery, attempt: Attempt | null): void {
    const { webhooks, deliveries, clock } = this.#parts;
    const now = clock();
    if (attempt === null) {
      const nextAttemptAt = now + SECRET_AGAIN_MS;
      deliveries.record({ ...delivery, nextAttemptAt, error: 'secret_unreadable' });
      return;
    }
    const attempts = delivery.attempts + 1;
    const delay = attempt.error === null ? null : retryDelay(attempts, attempt.retryAfterMs);
    deliveries.record({
      id: delivery.id,
      status: attempt.error === null ? 'delivered' : delay === null ? 'failed' : 'pending',
      attempts,
      nextAttemptAt: delay === null ? null : Math.round(now + delay),
      lastAttemptAt: now,
      httpStatus: attempt.httpStatus,
      error: attempt.error,
      durationMs: attempt.durationMs,
    });
    const webhook = webhooks.get(delivery.webhookId);
    if (webhook !== undefined) this.#noteOutcome(webhook, attempt, now);
  }

  #noteOutcome(webhook: Webhook, { error }: Attempt, now: number): void {
    const { webhooks } = this.#parts;
    const failingSince = error === null ? null : (webhook.failingSince ?? now);
    const isOver = failingSince !== null && now - failingSince >= GIVE_UP_AFTER_MS;
    if (error === 'gone' || isOver) this.#disable({ ...webhook, failingSince }, error);
    else if (failingSince !== webhook.failingSince) webhooks.save({ ...webhook, failingSince });
  }

  #disable(webhook: Webhook, error: Attempt['error']): void {
    const { webhooks, deliveries, events } = this.#parts;
    const data = { ...describeWebhook(webhook), error, failingSince: webhook.failingSince };
    events.appendWith(
      { type: 'webhook.disabled', actor: 'engine', subjectId: webhook.id, data },
      (append) =>
        webhooks.save({ ...webhook, status: 'disabled' }, () => {
          append();
          deliveries.abandon(webhook.id);
        }),
    );
  }
}
