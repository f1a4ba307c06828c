import type { Connection } from '../../connections/connection.ts';
import { findProvider } from '../../providers/catalog.ts';
import type { Provider } from '../../providers/provider.ts';

/** A connection that could serve the request, and the id its provider knows the model by. */
export interface Candidate {
  readonly connection: Connection;
  readonly provider: Provider;
  /** Null for calls without a model (files, batches). */
  readonly model: string | null;
}

/** A candidate with the place the request, the alias and the kind of connection give it: the lower the better. */
export interface Choice extends Candidate {
  readonly rank: number;
}

export function toCandidate(connection: Connection, model: string | null): Candidate {
  return { connection, provider: findProvider(connection.providerId), model };
}
