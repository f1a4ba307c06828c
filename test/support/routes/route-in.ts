import { explainRoute } from '../../../src-proxy/inference/plan/explain-route.ts';
import { planRoute } from '../../../src-proxy/inference/plan/plan-route.ts';
import type { Candidate } from '../../../src-proxy/inference/plan/candidate.ts';
import { codeOf } from '../error-code.ts';
import { readRequest } from './read-request.ts';
import { readWorld } from './read-world.ts';

/** `a/gpt b/gpt`, in order, or `!code`: the route as it is planned, which must be what is explained. */
export function routeIn(worldText: string, requestText: string): string {
  const { caller, request, deps } = readRequest(requestText, readWorld(worldText));
  const { candidates, refusal } = explainRoute(caller, request, deps);
  const explained =
    refusal === null
      ? sayCandidates(candidates.map(({ candidate }) => candidate))
      : `!${refusal.code}`;
  const planned = sayPlan(() => planRoute(caller, request, deps).candidates);
  // Asked again, the plan comes from memory.
  const again = sayPlan(() => planRoute(caller, request, deps).candidates);
  return planned === explained && again === planned
    ? planned
    : `planned ${planned}, then ${again}, explained ${explained}`;
}

/** `a:key b:disabled`: everyone who is left out, and why. */
export function leftOutIn(worldText: string, requestText: string): string {
  const { caller, request, deps } = readRequest(requestText, readWorld(worldText));
  return explainRoute(caller, request, deps)
    .leftOut.map(({ candidate, code }) => `${candidate.connection.slug}:${code}`)
    .toSorted()
    .join(' ');
}

function sayPlan(plan: () => readonly Candidate[]): string {
  try {
    return sayCandidates(plan());
  } catch (error) {
    return `!${codeOf(error)}`;
  }
}

const sayCandidates = (candidates: readonly Candidate[]): string =>
  candidates
    .map(({ connection, model }) =>
      model === null ? connection.slug : `${connection.slug}/${model}`,
    )
    .join(' ');
