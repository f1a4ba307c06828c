import type { Connections } from '../connections/connections.ts';
import type { EventLog } from '../events/event-log.ts';
import type { VirtualKeys } from './virtual-keys.ts';

/** What the operations on virtual keys work on. */
export interface VirtualKeyDeps {
  readonly virtualKeys: VirtualKeys;
  readonly connections: Connections;
  readonly events: EventLog;
  readonly clock: () => number;
}
