import type { EventLog } from '../events/event-log.ts';
import type { ManagementKeys } from './management-keys.ts';

/** What the operations on management keys work on. */
export interface ManagementKeyDeps {
  readonly managementKeys: ManagementKeys;
  readonly events: EventLog;
  readonly clock: () => number;
}
