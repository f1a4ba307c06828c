import { AppError } from '../../errors.ts';
import type { Candidate } from '../plan/candidate.ts';
import type { Constraint } from '../plan/fixed-plan.ts';
import type { CandidateState } from '../plan/readiness.ts';

/** A candidate that was not asked, and when it could be, in ms since the epoch. */
export interface PassedOver {
  readonly candidate: Candidate;
  readonly state: CandidateState | 'busy';
  readonly readyAt: number | null;
}

/** Why a connection is not asked now, in words. */
export const stateReasons: Readonly<
  Record<PassedOver['state'], (passed: PassedOver, now: number) => string>
> = {
  ready: () => 'ready',
  cooling_down: (passed, now) => `its provider asked to be left alone${forSeconds(passed, now)}`,
  no_headroom: (passed, now) =>
    `nothing is left of its provider's limits${forSeconds(passed, now)}`,
  unhealthy: () => 'its last calls failed',
  key_refused: () => 'its provider refused its key when it was last tested',
  busy: ({ candidate }) =>
    `it runs as many calls as it may (${candidate.connection.maxConcurrent})`,
};

/** The refusal where nobody could be asked. */
export function exhausted(
  model: string | null,
  passedOver: readonly PassedOver[],
  constraint: Constraint | null,
  now: number,
): AppError {
  const reasons = passedOver.map(
    (passed) => `${passed.candidate.connection.slug}: ${stateReasons[passed.state](passed, now)}`,
  );
  const error = new AppError('connections_exhausted', {
    model: model ?? 'this call',
    reasons,
    constraint,
  });
  error.retryAfterSeconds = Math.min(...passedOver.map((passed) => secondsLeft(passed, now) ?? 1));
  return error;
}

function forSeconds(passed: PassedOver, now: number): string {
  const seconds = secondsLeft(passed, now);
  return seconds === null ? '' : ` for another ${seconds} s`;
}

const secondsLeft = ({ readyAt }: PassedOver, now: number): number | null =>
  readyAt === null ? null : Math.max(1, Math.ceil((readyAt - now) / 1000));
