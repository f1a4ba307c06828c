import type { ListedModel } from '../../connections/connection.ts';
import type { Candidate } from './candidate.ts';

/** A model a virtual key may use, under the name a call can use for it. */
export interface UsableModel {
  /** An alias; the bare upstream id where that leads here; else `slug/model`. */
  readonly id: string;
  readonly listed: ListedModel;
  readonly candidate: Candidate;
}
