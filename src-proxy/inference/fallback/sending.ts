import type { Candidate } from '../plan/candidate.ts';
import type { Constraint } from '../plan/fixed-plan.ts';
import type { Relay } from '../answer/relay.ts';
import type { RelayOptions } from '../answer/relay-options.ts';

/** What one attempt is told. */
export interface Sending extends Pick<RelayOptions, 'onHead' | 'onFirstChunk'> {
  readonly candidate: Candidate;
  /** What the proxy itself has spent on the request so far. */
  readonly overheadMs: () => number;
  /** What keeps others from being asked after an answer of this status; null: nothing, or nobody needs to be. */
  readonly constraint: (status: number) => Constraint | null;
}

/** Sends the request to one candidate. @throws when nothing was sent, see `takeSecret` */
export type Send = (sending: Sending) => Promise<Relay>;
