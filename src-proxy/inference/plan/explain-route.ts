import { AppError } from '../../errors.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import { arrange } from './arrange.ts';
import type { Candidate } from './candidate.ts';
import { findChoices } from './find-choices.ts';
import type { Constraint } from './fixed-plan.ts';
import { isMeant, sayLeftOut, type LeftOut } from './left-out.ts';
import { fixPlan } from './plan-route.ts';
import { stateOf, type CandidateState } from './readiness.ts';
import type { RouteDeps, RouteRequest } from './route-request.ts';
import { prepareSearch, type Search } from './search.ts';

export interface ExplainedCandidate {
  readonly candidate: Candidate;
  readonly state: CandidateState;
  /** When it will be ready, in ms since the epoch, as far as can be told; null: it is, or nobody knows. */
  readonly readyAt: number | null;
  /** The part of its tightest limit that is left, from 0 to 1; 1 where nothing is known. */
  readonly headroom: number;
}

export interface RouteExplanation {
  /** What the model's alias leads to; null: it is none. */
  readonly alias: readonly string[] | null;
  /** In the order they would be tried now. */
  readonly candidates: readonly ExplainedCandidate[];
  /** Every other connection of the workspace, each once, with the reason in words. */
  readonly leftOut: readonly (LeftOut & { readonly reason: string })[];
  readonly constraint: Constraint | null;
  /** What the request would be refused with; null: it would not. */
  readonly refusal: AppError | null;
}

/** What would become of a request now, and why. Sends nothing and changes nothing. */
export function explainRoute(
  caller: VirtualKey,
  request: RouteRequest,
  deps: RouteDeps,
): RouteExplanation {
  const search = prepareSearch(caller, request, deps);
  const { candidates, constraint, refusal } = tryPlan(search, deps);
  const { health } = deps;
  const { now } = search;
  const { model } = request;
  const alias = model === null ? undefined : deps.aliases.get(caller.workspaceId, model);
  return {
    alias: alias?.targets ?? null,
    candidates: candidates.map((candidate) => ({
      candidate,
      state: stateOf(candidate, health, now),
      readyAt: health.readyAt(candidate, now),
      headroom: health.headroom(candidate, now),
    })),
    leftOut: othersOf(candidates, search, deps),
    constraint,
    refusal,
  };
}

function tryPlan(
  search: Search,
  deps: RouteDeps,
): Pick<RouteExplanation, 'constraint' | 'refusal'> & {
  readonly candidates: readonly Candidate[];
} {
  try {
    const { candidates, constraint } = arrange(fixPlan(search, deps), search.request, deps);
    return { candidates, constraint, refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { candidates: [], constraint: null, refusal: error };
  }
}

/** Of several reasons against a connection, one for each target of an alias, the first that was meant is told. */
function othersOf(
  candidates: readonly Candidate[],
  search: Search,
  { connections }: RouteDeps,
): RouteExplanation['leftOut'] {
  const leftOut: LeftOut[] = [];
  const found = findChoices(search, connections, (left) => leftOut.push(left));
  const all = [
    ...found.map((candidate): LeftOut => ({ candidate, code: 'not_first' })),
    ...leftOut.filter(isMeant),
    ...leftOut,
  ];
  const told = new Set(candidates.map(({ connection }) => connection.id));
  return all.flatMap((left) => {
    const { id } = left.candidate.connection;
    if (told.has(id)) return [];
    told.add(id);
    return [{ ...left, reason: sayLeftOut(left, search.demands) }];
  });
}
