import type { Aliases } from '../aliases/aliases.ts';
import type { ConnectionDeps } from '../connections/connection-deps.ts';
import type { EventLog } from '../events/event-log.ts';
import type { VirtualKeys } from '../virtual-keys/virtual-keys.ts';
import type { Workspaces } from './workspaces.ts';

/** What the operations on workspaces work on. */
export interface WorkspaceDeps {
  readonly workspaces: Workspaces;
  readonly virtualKeys: VirtualKeys;
  readonly aliases: Aliases;
  readonly connectionDeps: ConnectionDeps;
  readonly events: EventLog;
  readonly clock: () => number;
}
