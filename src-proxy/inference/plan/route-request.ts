import type { Aliases } from '../../aliases/aliases.ts';
import type { Connections } from '../../connections/connections.ts';
import type { DialectName } from '../../dialects/dialect-name.ts';
import type { Health } from '../../health/health.ts';
import type { Workspaces } from '../../workspaces/workspaces.ts';
import type { PlanCache } from './plan-cache.ts';
import type { RoutingRequest } from './routing-request.ts';
import type { StickyRoutes } from './sticky-routes.ts';

export interface RouteRequest {
  readonly dialect: DialectName;
  /** As named by the body, the path or the override header. */
  readonly model: string | null;
  /** `X-Latchport-Connection`: a slug. */
  readonly pin: string | null;
  readonly routing: RoutingRequest | null;
  /** Names the conversation the request belongs to; asked only where there is a choice. Null: it has none. */
  readonly conversation: () => string | null;
}

/** What a route is planned from. */
export interface RouteDeps {
  readonly connections: Pick<Connections, 'list' | 'lists' | 'modelsOf' | 'revision'>;
  readonly aliases: Pick<Aliases, 'get' | 'list' | 'revision'>;
  readonly workspaces: Pick<Workspaces, 'get'>;
  readonly health: Pick<Health, 'readiness' | 'readyAt' | 'headroom'>;
  readonly plans: PlanCache;
  readonly sticky: StickyRoutes;
  readonly clock: () => number;
}
