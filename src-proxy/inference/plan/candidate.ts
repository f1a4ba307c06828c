import type { Connection } from '../../connections/connection.ts';
import type { Provider } from '../../providers/provider.ts';

/** A connection that could serve the request, and the id its provider knows the model by. */
export interface Candidate {
  readonly connection: Connection;
  readonly provider: Provider;
  /** Null for calls without a model (files, batches). */
  readonly model: string | null;
}
