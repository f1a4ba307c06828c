import type { Connection } from '../../connections/connection.ts';
import { combinePolicies, type Demands } from '../../policy/route-policy.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import { readModelReference, type ModelReference } from './model-reference.ts';
import type { RouteDeps, RouteRequest } from './route-request.ts';

/** One thing a request's model leads to: itself, or a target of its alias. */
export interface Target {
  readonly text: string;
  readonly reference: ModelReference;
}

/** A request, and all it is to be judged by. */
export interface Search {
  readonly caller: VirtualKey;
  readonly request: RouteRequest;
  /** The connections of the caller's workspace, oldest first. */
  readonly all: readonly Connection[];
  /** Best first; empty for calls without a model. */
  readonly targets: readonly Target[];
  readonly demands: Demands;
  readonly now: number;
}

/** What a search looks at. */
export type SearchDeps = Pick<RouteDeps, 'connections' | 'aliases' | 'workspaces' | 'clock'>;

/** An alias leads to its targets, and these to models: nothing here looks an alias up twice. */
export function prepareSearch(caller: VirtualKey, request: RouteRequest, deps: SearchDeps): Search {
  const all = deps.connections.list(caller.workspaceId);
  const { model, routing } = request;
  const alias = model === null ? undefined : deps.aliases.get(caller.workspaceId, model);
  const texts = alias?.targets ?? (model === null ? [] : [model]);
  return {
    caller,
    request,
    all,
    targets: texts.map((text) => ({ text, reference: readModelReference(text, all) })),
    demands: demandsOn(caller, routing, deps),
    now: deps.clock(),
  };
}

/** What workspace, key and request demand together. */
export function demandsOn(
  caller: VirtualKey,
  routing: RouteRequest['routing'],
  { workspaces }: Pick<RouteDeps, 'workspaces'>,
): Demands {
  return combinePolicies([
    ['workspace', workspaces.get(caller.workspaceId) ?? {}],
    ['key', caller],
    ['request', routing ?? {}],
  ]);
}
