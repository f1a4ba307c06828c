import type { Exchange, InferenceDeps } from '../exchange.ts';
import type { Candidate } from '../plan/candidate.ts';
import type { RoutePlan } from '../plan/route-plan.ts';
import { pause, whenGone } from './pause.ts';
import type { Tries } from './tries.ts';

/** A candidate that can be asked now, and what gives its slot back. */
export interface Waited {
  readonly candidate: Candidate;
  readonly leave: () => void;
}

/**
 * When nobody else can serve: waits for a slot of a connection that runs as many calls as it may, or for the end of the
 * time a provider asked for, where that is short. Null: there is nothing to wait for, or it took too long.
 */
export async function waitForOne(
  exchange: Exchange,
  { candidates }: RoutePlan,
  tries: Tries,
  { slots }: InferenceDeps,
): Promise<Waited | null> {
  const { response } = exchange;
  const busy = candidates.find((candidate) => tries.passedOver.get(candidate) === 'busy');
  if (busy !== undefined) {
    const leave = await slots.wait(busy.connection, (gone) => whenGone(response, gone));
    if (leave !== null) return { candidate: busy, leave };
  }
  const [soonest] = candidates
    .flatMap((candidate) => {
      const waitMs = tries.shortWait(candidate);
      return waitMs === null ? [] : [{ candidate, waitMs }];
    })
    .toSorted((a, b) => a.waitMs - b.waitMs);
  if (soonest === undefined || response.destroyed) return null;
  await pause(response, soonest.waitMs);
  const leave = slots.enter(soonest.candidate.connection);
  return leave === null ? null : { candidate: soonest.candidate, leave };
}
