/** How an engine process ended. */
export interface EngineEnd {
  readonly code: number;
  /** What it said last about why, e.g. that its port is taken; null when it said nothing. */
  readonly reason: string | null;
}

/** One engine process, from its start to its end. */
export interface EngineChild {
  /** Resolves when it takes calls; never when it ends before. */
  readonly listening: Promise<void>;
  /** Never rejects. */
  readonly ended: Promise<EngineEnd>;
  kill(): void;
}

/** Exit codes of the engine (src-proxy/main.ts). */
export const exitCodes = { inOrder: 0, wrongConfiguration: 2, alreadyRunning: 3 } as const;
