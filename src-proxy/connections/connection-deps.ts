import type { EventLog } from '../events/event-log.ts';
import type { RunningRequests } from '../inference/running-requests.ts';
import type { Log } from '../log.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { IsOwnAddress } from '../outbound/own-address.ts';
import type { Store } from '../store/open-store.ts';
import { ItemQueue } from '../vault/item-queue.ts';
import type { Connections } from './connections.ts';
import { KeyItems, type KeyVault } from './key-items.ts';

/** What the operations on connections are given. */
export interface ConnectionParts {
  readonly store: Store;
  readonly connections: Connections;
  readonly vault: KeyVault;
  readonly outbound: Outbound;
  readonly isOwnAddress: IsOwnAddress;
  readonly events: EventLog;
  readonly running: Pick<RunningRequests, 'abortConnection'>;
  readonly clock: () => number;
  readonly log: Log;
  /** For one call of a probe or a model listing. */
  readonly probeTimeoutMs?: number | undefined;
}

/** What they work on: the parts, and what keeps their changes apart. Make one for an engine. */
export interface ConnectionDeps extends ConnectionParts {
  readonly keyItems: KeyItems;
  /** Changes of keys, one at a time a provider and workspace (see `keyScope`). */
  readonly keyChanges: ItemQueue;
}

export function createConnectionDeps(parts: ConnectionParts): ConnectionDeps {
  return {
    ...parts,
    keyItems: new KeyItems(parts.store, parts.vault, parts.log),
    keyChanges: new ItemQueue(),
  };
}

/** What must not change beside one another: keys that may be duplicates of each other. */
export const keyScope = (of: {
  readonly workspaceId: string;
  readonly providerId: string;
}): string => `${of.workspaceId}/${of.providerId}`;
