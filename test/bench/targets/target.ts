import type { Upstream } from '../upstreams/upstream.ts';

/** Something between a client and a model server, or nothing (direct). */
export interface Target {
  readonly name: TargetName;
  /** @throws Error saying why, when this machine or checkout does not have it */
  start(upstream: Upstream): Promise<RunningTarget>;
}

export const TARGET_NAMES = ['direct', 'bare', 'nginx', 'portkey', 'latchport'] as const;
export type TargetName = (typeof TARGET_NAMES)[number];

export interface RunningTarget {
  /** What a client is configured with; ends in /v1. */
  readonly baseUrl: string;
  /** What a client must send besides its usual headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whose CPU time and memory count, with their children's. */
  readonly pids: readonly number[];
  /** From spawning the process until it is ready; null for none. */
  readonly readyMs: number | null;
  /** What the report should say of this target. */
  readonly notes: readonly string[];
  readonly stop: () => Promise<void>;
}
