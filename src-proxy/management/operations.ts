import type { Handlers } from './handlers.ts';
import type { ManagementDeps } from './management-deps.ts';
import { connectionHandlers } from './operations/connection-handlers.ts';
import { discoveryHandlers } from './operations/discovery-handlers.ts';
import { engineHandlers } from './operations/engine-handlers.ts';
import { eventHandlers } from './operations/event-handlers.ts';
import { managementKeyHandlers } from './operations/management-key-handlers.ts';
import { modelHandlers } from './operations/model-handlers.ts';
import { priceHandlers } from './operations/price-handlers.ts';
import { providerHandlers } from './operations/provider-handlers.ts';
import { routingHandlers } from './operations/routing-handlers.ts';
import { sessionHandlers } from './operations/session-handlers.ts';
import { usageHandlers } from './operations/usage-handlers.ts';
import { vaultHandlers } from './operations/vault-handlers.ts';
import { webhookHandlers } from './operations/webhook-handlers.ts';
import { virtualKeyHandlers } from './operations/virtual-key-handlers.ts';
import { workspaceHandlers } from './operations/workspace-handlers.ts';

/** A handler for every operation of the contract; the type knows when one is missing. */
export function createHandlers(deps: ManagementDeps): Handlers {
  return {
    ...engineHandlers(deps),
    ...providerHandlers(),
    ...connectionHandlers(deps),
    ...modelHandlers(deps),
    ...routingHandlers(deps),
    ...virtualKeyHandlers(deps),
    ...workspaceHandlers(deps),
    ...priceHandlers(deps),
    ...usageHandlers(deps),
    ...eventHandlers(deps),
    ...vaultHandlers(deps),
    ...discoveryHandlers(deps),
    ...sessionHandlers(deps),
    ...managementKeyHandlers(deps),
    ...webhookHandlers(deps),
  };
}
