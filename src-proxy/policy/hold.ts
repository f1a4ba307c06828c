import type { VirtualKey } from '../virtual-keys/virtual-key.ts';
import type { TakenTokens } from './rate-limits.ts';
import type { SpendingWindow } from './spending.ts';

/** What one running call holds of its key's limits and budgets, until it is settled. */
export interface Hold {
  /** The key whose limits they are. */
  readonly owner: VirtualKey;
  readonly tokens: TakenTokens | null;
  hasSlot: boolean;
  nano: number;
  windows: readonly SpendingWindow[];
  isSettled: boolean;
}

/** What a call asks for, at most. */
export interface Demand {
  readonly tokens: number;
  /** In billionths of a USD. */
  readonly nano: number;
}
