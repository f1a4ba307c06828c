import type { Actor } from '../events/event.ts';
import type { Operation } from '../management/contract.ts';

/** Who speaks through the browser door: the page of a session, or a script with a management key. */
export interface DoorCaller {
  readonly actor: Actor;
  /** Aborted when the session or the key ends. */
  readonly ended: AbortSignal;
  /** In use until the returned function is called. */
  use(): () => void;
  /** @throws management_key_role for what this caller may not do */
  requireMay(operation: Operation): void;
  /** @throws session_rate_limited */
  countSecretOperation(): void;
}
