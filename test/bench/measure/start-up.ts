import { inTurn } from '../../support/in-turn.ts';
import type { Target } from '../targets/target.ts';
import type { Upstream } from '../upstreams/upstream.ts';
import { median } from './percentile.ts';

const STARTS = 5;

export interface StartUpFigures {
  readonly bestMs: number;
  readonly medianMs: number;
}

/** Starts and stops the target five times. @returns null for a target without a process */
export async function measureStartUp(
  target: Target,
  upstream: Upstream,
): Promise<StartUpFigures | null> {
  const times: number[] = [];
  await inTurn(Array.from({ length: STARTS }), async () => {
    const running = await target.start(upstream);
    if (running.readyMs !== null) times.push(running.readyMs);
    await running.stop();
  });
  if (times.length === 0) return null;
  return { bestMs: Math.min(...times), medianMs: median(times) };
}
