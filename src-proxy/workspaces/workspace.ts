import type { DataPolicy } from '../connections/connection.ts';
import type { Budget } from '../policy/budget.ts';

/** A boundary around connections, keys, money and encryption. Times are ms since the epoch. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** What it demands of every connection, whatever its keys demand. */
  readonly dataPolicy: DataPolicy;
  readonly region: string | null;
  /** For all of its keys together. */
  readonly budgets: readonly Budget[];
  readonly createdAt: number;
}
