import { AppError } from '../errors.ts';
import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import type { Workspace } from '../workspaces/workspace.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { effectiveBudget } from './budget.ts';
import type { BudgetAlerts } from './budget-alerts.ts';
import type { Cap } from './cap.ts';
import { windowEnd, type Calendar } from './calendar.ts';
import { toNano, toUsd, type Spender, type Spending, type SpendingWindow } from './spending.ts';

/** Whose call it is, and when, by the time that does not go back. */
export interface Spend {
  readonly key: VirtualKey;
  readonly calendar: Calendar;
  readonly now: number;
}

/** What binds every call's cost: all budgets of the key and of its workspace together. */
export class Budgets {
  readonly #spending: Spending;
  readonly #workspaces: Workspaces;
  readonly #alerts: BudgetAlerts;

  constructor(spending: Spending, workspaces: Workspaces, alerts: BudgetAlerts) {
    this.#spending = spending;
    this.#workspaces = workspaces;
    this.#alerts = alerts;
  }

  isBudgeted(key: VirtualKey): boolean {
    return (
      key.budgets.length > 0 || (this.#workspaces.get(key.workspaceId)?.budgets.length ?? 0) > 0
    );
  }

  /** Its own, then its workspace's. */
  capsOf({ key, calendar, now }: Spend): readonly Cap[] {
    const spender: Spender = { kind: 'key', id: key.id };
    const own = key.budgets.map((budget) =>
      this.#capFor(spender, key.label, effectiveBudget(budget, key.budgetRaises, now), calendar),
    );
    const workspace = this.#workspaces.get(key.workspaceId);
    return workspace === undefined || workspace.budgets.length === 0
      ? own
      : [...own, ...this.capsOfWorkspace(workspace, calendar)];
  }

  capsOfWorkspace({ id, name, budgets }: Workspace, calendar: Calendar): readonly Cap[] {
    const spender: Spender = { kind: 'workspace', id };
    return budgets.map((budget) =>
      this.#capFor(spender, name, { ...budget, raisedUntil: null }, calendar),
    );
  }

  /**
   * Sets `nano` aside in every budget, or in none. What costs nothing passes also when nothing is left.
   * The windows it is held in, for `release`.
   * @throws budget_exhausted
   */
  hold(spend: Spend, nano: number): readonly SpendingWindow[] {
    if (nano === 0) return [];
    const caps = this.capsOf(spend);
    for (const cap of caps) {
      const { spent, held } = cap.window;
      if (spent + held + nano <= cap.nano) continue;
      this.#alerts.noteRefusal(cap, nano);
      throw exhausted(cap, nano);
    }
    for (const { window } of caps) window.held += nano;
    return caps.map(({ window }) => window);
  }

  release(windows: readonly SpendingWindow[], nano: number): void {
    for (const window of windows) window.held -= nano;
  }

  /** Tells of the budgets a charge has brought near their end. */
  noteCharge(spend: Spend): void {
    this.#alerts.noteSpending(this.capsOf(spend));
  }

  /** Until the first budget is used up, what is held counted as spent; without budgets no end. */
  roomNano(spend: Spend): number {
    let room = Number.POSITIVE_INFINITY;
    for (const { nano, window } of this.capsOf(spend)) {
      room = Math.min(room, Math.max(0, nano - window.spent - window.held));
    }
    return room;
  }

  #capFor(
    spender: Spender,
    name: string,
    { usd, per, raisedUntil }: ReturnType<typeof effectiveBudget>,
    calendar: Calendar,
  ): Cap {
    const window = this.#spending.window(spender, per, calendar);
    return { spender, name, per, nano: toNano(usd), raisedUntil, window, calendar };
  }
}

const periodNames = { day: 'a day', week: 'a week', month: 'a month', total: 'in total' } as const;

function exhausted({ spender, name, per, nano, window, calendar }: Cap, needed: number): AppError {
  const resetsAt = windowEnd(calendar, per);
  const isKey = spender.kind === 'key';
  return new AppError('budget_exhausted', {
    holder: isKey ? `the virtual key "${name}"` : `the workspace "${name}"`,
    cap: toUsd(nano),
    window: periodNames[per],
    spent: toUsd(window.spent),
    held: toUsd(window.held),
    needed: toUsd(needed),
    resets:
      resetsAt === null
        ? 'It does not begin again by itself.'
        : `It begins again at ${new Date(resetsAt).toISOString()}.`,
    remedy: isKey
      ? `latchport key update "${name}" --budget`
      : `latchport workspace update "${name}" --budget`,
  });
}
