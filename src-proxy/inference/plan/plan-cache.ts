import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { FixedPlan } from './fixed-plan.ts';
import type { RouteDeps, RouteRequest } from './route-request.ts';

interface Kept {
  readonly connections: number;
  readonly aliases: number;
  readonly workspace: object | undefined;
  readonly plans: Map<string, FixedPlan>;
}

/** Models are named by clients, so their number is bounded. */
const MAX_PLANS = 256;

/**
 * What was worked out for a virtual key's requests, until a connection, a model list, an alias, the workspace or the
 * key itself changes: keys are replaced when they change, so the old plans go with the old key.
 */
export class PlanCache {
  readonly #byCaller = new WeakMap<VirtualKey, Kept>();

  /** The plan kept for a request without a `routing` of its own, or the one `make` gives. */
  get(
    caller: VirtualKey,
    request: RouteRequest,
    deps: RouteDeps,
    make: () => FixedPlan,
  ): FixedPlan {
    const { plans } = this.#keptFor(caller, deps);
    // None of these holds a line break: slugs and dialects never do, and of models it is checked.
    const key = [request.dialect, request.pin, request.model].join('\n');
    const kept = plans.get(key);
    const now = deps.clock();
    if (kept !== undefined && now >= kept.plannedAt && now < kept.validUntil) return kept;
    const plan = make();
    if (plans.size >= MAX_PLANS) plans.clear();
    plans.set(key, plan);
    return plan;
  }

  #keptFor(caller: VirtualKey, { connections, aliases, workspaces }: RouteDeps): Kept {
    const kept = this.#byCaller.get(caller);
    const workspace = workspaces.get(caller.workspaceId);
    if (
      kept?.connections === connections.revision &&
      kept.aliases === aliases.revision &&
      kept.workspace === workspace
    ) {
      return kept;
    }
    const fresh = {
      connections: connections.revision,
      aliases: aliases.revision,
      workspace,
      plans: new Map<string, FixedPlan>(),
    };
    this.#byCaller.set(caller, fresh);
    return fresh;
  }
}
