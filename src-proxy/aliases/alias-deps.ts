import type { Connections } from '../connections/connections.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Aliases } from './aliases.ts';

/** What the operations on aliases work with. */
export interface AliasDeps {
  readonly aliases: Aliases;
  readonly connections: Connections;
  readonly events: EventLog;
  readonly clock: () => number;
}
