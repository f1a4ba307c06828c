import type { DataPolicy, Environment } from '../connections/connection.ts';
import type { Budget, BudgetRaise } from '../policy/budget.ts';

/** Which connections may pay: the user's own, those of a platform, or both. */
export type RoutingConstraint = 'none' | 'only_byok' | 'only_platform';

export type VirtualKeyStatus = 'active' | 'paused' | 'revoked' | 'expired';

/** What a tool sends to Latchport. Only its SHA-256 is kept. Times are ms since the epoch. */
export interface VirtualKey {
  readonly id: string;
  readonly workspaceId: string;
  readonly label: string;
  /** The tool it was made for. */
  readonly app: string | null;
  readonly refId: string | null;
  readonly environment: Environment | null;
  readonly tags: readonly string[];
  /** Web origins that may use it from a browser; none by default. */
  readonly origins: readonly string[];
  /** Prefix and last characters, e.g. `sk-lp-3fA9...x7Qz`. */
  readonly preview: string;
  readonly hash: Buffer;
  /** As set by the user; expiry is told by `expiresAt` (see `statusAt`). */
  readonly status: Exclude<VirtualKeyStatus, 'expired'>;
  /** Connection ids; null: all of the workspace. */
  readonly allowedConnections: readonly string[] | null;
  /** Patterns with `*`; null: all. */
  readonly allowedModels: readonly string[] | null;
  /** The key whose limits and budgets it shares: it was made from it for one run. Null: its own. */
  readonly parentId: string | null;
  /** Null: no limit. */
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
  readonly concurrentRequests: number | null;
  readonly budgets: readonly Budget[];
  /** At most one a period; those that have ended count no more. */
  readonly budgetRaises: readonly BudgetRaise[];
  /** What to do with a call whose cost nobody can tell. */
  readonly unknownPrice: 'allow' | 'refuse';
  readonly routingConstraint: RoutingConstraint;
  /** What it demands of every connection, beside its workspace. */
  readonly dataPolicy: DataPolicy;
  readonly region: string | null;
  readonly createdAt: number;
  readonly regeneratedAt: number | null;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
  /** The key before the last regeneration, while its grace lasts. */
  readonly previousHash: Buffer | null;
  readonly previousHashUntil: number | null;
}

/** The status at a moment: an active or paused key past its expiry is expired, by itself. */
export function statusAt(key: VirtualKey, now: number): VirtualKeyStatus {
  const isOver = key.expiresAt !== null && now >= key.expiresAt;
  return isOver && key.status !== 'revoked' ? 'expired' : key.status;
}
