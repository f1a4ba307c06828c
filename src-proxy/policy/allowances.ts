/**
 * What each virtual key may still do: the one place every call passes on its way to a provider, by
 * whatever route, and again when it is over. A call takes all it needs or nothing, and what it took is
 * given back or counted exactly once, in `settle`.
 */
import { AppError } from '../errors.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open-store.ts';
import { recordTime } from '../usage/record-time.ts';
import type { UsageRecord } from '../usage/usage-record.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import type { VirtualKeys } from '../virtual-keys/virtual-keys.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { BudgetAlerts } from './budget-alerts.ts';
import { Budgets, type Spend } from './budgets.ts';
import type { Demand, Hold } from './hold.ts';
import { rateHeaders } from './rate-headers.ts';
import { RateLimits } from './rate-limits.ts';
import { Slots, type OnGone } from './slots.ts';
import { Spending, toUsd } from './spending.ts';

export interface AllowanceParts {
  readonly store: Store;
  readonly workspaces: Workspaces;
  readonly virtualKeys: VirtualKeys;
  readonly events: Pick<EventLog, 'append'>;
  readonly log: Log;
  /** How long a call waits for its turn. */
  readonly waitMs?: number;
  readonly monotonicMs?: () => number;
}

export class Allowances {
  readonly spending: Spending;
  readonly budgets: Budgets;
  readonly rates: RateLimits;
  readonly #virtualKeys: VirtualKeys;
  readonly #waitMs: number | undefined;
  readonly #slots = new Map<string, Slots>();

  constructor({ store, workspaces, virtualKeys, events, log, ...times }: AllowanceParts) {
    this.spending = new Spending(store, (id) => virtualKeys.get(id)?.parentId ?? id);
    this.budgets = new Budgets(this.spending, workspaces, new BudgetAlerts(store, events, log));
    this.rates = new RateLimits(times.monotonicMs);
    this.#virtualKeys = virtualKeys;
    this.#waitMs = times.waitMs;
  }

  /** The key whose limits and budgets bind a caller: itself, or the one it was made from. */
  ownerOf(caller: VirtualKey): VirtualKey {
    return caller.parentId === null ? caller : (this.#virtualKeys.get(caller.parentId) ?? caller);
  }

  /** Whether anything is to be asked before a key may call. */
  binds(owner: VirtualKey): boolean {
    return (
      isRateLimited(owner) || owner.unknownPrice === 'refuse' || this.budgets.isBudgeted(owner)
    );
  }

  /**
   * Takes what a call needs. Over the key's concurrency it waits its turn, shortly; null: the caller
   * left meanwhile.
   *
   * @throws rate_limit_requests, rate_limit_tokens, rate_limit_concurrency, budget_exhausted; then
   * nothing is taken
   */
  enter(
    owner: VirtualKey,
    demand: Demand,
    record: UsageRecord,
    onGone: OnGone,
  ): Hold | Promise<Hold | null> {
    const limit = owner.concurrentRequests;
    if (limit === null) return this.#take(owner, demand, record, false);
    // Whoever is over another limit need not wait for this one.
    this.rates.check(owner, demand.tokens);
    const slots = this.#slotsOf(owner);
    return slots.tryEnter(limit)
      ? this.#takeInSlot(owner, demand, record)
      : this.#enterInTurn(owner, limit, demand, record, onGone);
  }

  /** Holds `nano` in all, of a call that goes on. @throws budget_exhausted; it is held all the same */
  grow(hold: Hold, nano: number, record: UsageRecord): void {
    this.budgets.release(hold.windows, hold.nano);
    const spend = this.#spend(hold.owner, record);
    hold.nano = nano;
    try {
      hold.windows = this.budgets.hold(spend, nano);
    } catch (error) {
      hold.windows = this.budgets.capsOf(spend).map(({ window }) => window);
      for (const window of hold.windows) window.held += nano;
      throw error;
    }
  }

  /** Lets the next call begin before this one is settled, whose answer comes later. */
  leaveSlot(hold: Hold): void {
    if (!hold.hasSlot) return;
    hold.hasSlot = false;
    this.#slotsOf(hold.owner).leave();
  }

  /** Gives back what a call that is over held, and counts what it used instead. */
  settle(caller: VirtualKey, hold: Hold | null, record: UsageRecord): void {
    const owner = hold?.owner ?? this.ownerOf(caller);
    if (hold !== null && !hold.isSettled) {
      hold.isSettled = true;
      this.budgets.release(hold.windows, hold.nano);
      if (hold.tokens !== null) this.rates.correct(hold.tokens, tokensOf(record));
      this.leaveSlot(hold);
    }
    if ((record.costUsd ?? 0) === 0) return;
    this.spending.charge(record);
    if (this.budgets.isBudgeted(owner)) this.budgets.noteCharge(this.#spend(owner, record));
  }

  /** Billionths of a USD left to a key before its first budget is used up. */
  roomNano(owner: VirtualKey, record: UsageRecord): number {
    return this.budgets.roomNano(this.#spend(owner, record));
  }

  /** For every answer to a limited key; empty for one without such limits. */
  headersFor(caller: VirtualKey): string[] {
    const owner = this.ownerOf(caller);
    if (!isRateLimited(owner)) return [];
    const { rates } = this;
    return rateHeaders(rates.requests(owner), rates.tokens(owner), this.concurrency(owner));
  }

  /** Null: as many as come. */
  concurrency(owner: VirtualKey): { readonly limit: number; readonly running: number } | null {
    const limit = owner.concurrentRequests;
    return limit === null ? null : { limit, running: this.#slots.get(owner.id)?.running ?? 0 };
  }

  /** USD left to a caller before its first budget is used up; null: no budget binds it. */
  remainingUsd(caller: VirtualKey, record: UsageRecord): number | null {
    const owner = this.ownerOf(caller);
    return this.budgets.isBudgeted(owner) ? toUsd(this.roomNano(owner, record)) : null;
  }

  async #enterInTurn(
    owner: VirtualKey,
    limit: number,
    demand: Demand,
    record: UsageRecord,
    onGone: OnGone,
  ): Promise<Hold | null> {
    let isGone = false;
    const isTaken = await this.#slotsOf(owner).wait((gone) =>
      onGone(() => {
        isGone = true;
        gone();
      }),
    );
    if (isTaken) return this.#takeInSlot(owner, demand, record);
    if (isGone) return null;
    const error = new AppError('rate_limit_concurrency', { key: owner.label, limit });
    error.retryAfterSeconds = 1;
    throw error;
  }

  #takeInSlot(owner: VirtualKey, demand: Demand, record: UsageRecord): Hold {
    try {
      return this.#take(owner, demand, record, true);
    } catch (error) {
      this.#slotsOf(owner).leave();
      throw error;
    }
  }

  #take(owner: VirtualKey, demand: Demand, record: UsageRecord, hasSlot: boolean): Hold {
    const { tokens, nano } = demand;
    this.rates.check(owner, tokens);
    const spend = this.#spend(owner, record);
    const windows = this.budgets.hold(spend, nano);
    return {
      owner,
      // Cannot fail any more: it was checked, and nothing happened since.
      tokens: this.rates.take(owner, tokens),
      hasSlot,
      nano,
      windows,
      isSettled: false,
    };
  }

  #spend(key: VirtualKey, record: UsageRecord): Spend {
    const now = recordTime(record.id, record.startedAt);
    return { key, calendar: this.spending.calendarOf(record), now };
  }

  #slotsOf({ id }: VirtualKey): Slots {
    let slots = this.#slots.get(id);
    if (slots === undefined) this.#slots.set(id, (slots = new Slots(this.#waitMs)));
    return slots;
  }
}

/** Whether its answers tell of limits. */
export function isRateLimited(key: VirtualKey): boolean {
  return (
    key.requestsPerMinute !== null ||
    key.tokensPerMinute !== null ||
    key.concurrentRequests !== null
  );
}

const tokensOf = ({ inputTokens, outputTokens }: UsageRecord): number =>
  (inputTokens ?? 0) + (outputTokens ?? 0);
