import type { BudgetPeriod } from './budget.ts';
import type { Calendar } from './calendar.ts';
import type { Spender, SpendingWindow } from './spending.ts';

/** One budget that binds a key, its own or its workspace's, in its current window. */
export interface Cap {
  readonly spender: Spender;
  /** The label of the key or the name of the workspace. */
  readonly name: string;
  readonly per: BudgetPeriod;
  readonly nano: number;
  readonly raisedUntil: number | null;
  readonly window: SpendingWindow;
  readonly calendar: Calendar;
}
