import type { Health } from '../../health/health.ts';
import type { Readiness } from '../../health/connection-health.ts';
import type { Candidate } from './candidate.ts';

/** `key_refused`: its provider refused the key when it was last tested. */
export type CandidateState = Readiness | 'key_refused';

export function stateOf(
  candidate: Candidate,
  health: Pick<Health, 'readiness'>,
  now: number,
): CandidateState {
  const readiness = health.readiness(candidate, now);
  if (readiness !== 'ready') return readiness;
  return candidate.connection.validationStatus === 'invalid' ? 'key_refused' : 'ready';
}

export const isReady = (
  candidate: Candidate,
  health: Pick<Health, 'readiness'>,
  now: number,
): boolean => stateOf(candidate, health, now) === 'ready';
