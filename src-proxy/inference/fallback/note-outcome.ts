import type { Failure } from '../../outbound/describe-failure.ts';
import type { InferenceDeps } from '../exchange.ts';
import type { Candidate } from '../plan/candidate.ts';
import type { RoutePlan } from '../plan/route-plan.ts';
import type { Relay, RelayOutcome } from '../answer/relay.ts';
import type { AttemptLog } from './attempt-log.ts';
import { isProvidersFault } from './fallback-reason.ts';

/** One attempt that has come to its end. */
export interface EndedAttempt {
  readonly candidate: Candidate;
  readonly relay: Relay;
  readonly outcome: RelayOutcome;
  readonly log: AttemptLog;
  readonly plan: RoutePlan;
}

/** Draws the conclusions from an attempt: for the health of its connection, the record, the conversation. */
export function noteOutcome(ended: EndedAttempt, deps: InferenceDeps): void {
  const { candidate, log } = ended;
  const said = sayOutcome(ended);
  log.note(candidate, said);
  if (said === 'ok') {
    deps.health.noteSuccess(candidate);
    remember(ended, deps);
  } else if (isFailure(said)) deps.health.noteFailure(candidate, said, deps.clock());
  else deps.health.noteNothing(candidate);
}

/** `ok`, `http_429`, or the code of what went wrong. */
function sayOutcome({ relay, outcome }: EndedAttempt): string {
  switch (outcome.kind) {
    case 'client_gone':
      return 'client_gone';
    case 'failed':
      return sayFailure(outcome.failure);
    case 'declined':
      return relay.status === 200 ? 'overloaded' : `http_${relay.status}`;
    case 'relayed':
      return outcome.cut?.code ?? sayStatus(relay.status ?? 0);
  }
}

const sayFailure = ({ isStaleConnection, appError, code }: Failure): string =>
  isStaleConnection ? 'stale_connection' : (appError?.code ?? code);

const sayStatus = (status: number): string => (status < 400 ? 'ok' : `http_${status}`);

/** Whether it speaks against the connection. A refusal for a limit does not: that is known by other means. */
const isFailure = (said: string): boolean =>
  isProvidersFault(said) || said === 'overloaded' || said.startsWith('http_5');

function remember({ candidate, plan }: EndedAttempt, { sticky, clock }: InferenceDeps): void {
  if (plan.conversation === null) return;
  const { name, defaultId } = plan.conversation;
  sticky.note(name, candidate.connection.id, defaultId, clock());
}
