import { explainRoute, type RouteExplanation } from './inference/plan/explain-route.ts';
import type { RouteDeps } from './inference/plan/route-request.ts';
import { readRoutingRequest } from './inference/plan/routing-request.ts';
import type { CheckedInputOf, OutputOf } from './management/contract.ts';
import type { VirtualKeys } from './virtual-keys/virtual-keys.ts';

type Description = OutputOf<'routing.explain'>;

/**
 * Where a request would go now, as the contract shows it.
 *
 * @throws virtual_key_not_found, virtual_key_ambiguous, body_invalid_member
 */
export function describeRoute(
  query: CheckedInputOf<'routing.explain'>,
  deps: RouteDeps & { readonly virtualKeys: VirtualKeys },
): Description {
  const { model, dialect } = query;
  const caller = deps.virtualKeys.find(query.virtual_key);
  const explanation = explainRoute(
    caller,
    {
      dialect,
      model,
      pin: query.connection ?? null,
      routing: readRoutingRequest(query.routing ?? null),
      conversation: () => null,
    },
    deps,
  );
  const { alias, constraint } = explanation;
  return {
    model,
    virtual_key: caller.label,
    dialect,
    alias: alias === null ? null : [...alias],
    candidates: describeCandidates(explanation),
    left_out: describeLeftOut(explanation),
    constraint,
    refusal: describeRefusal(explanation),
  };
}

const describeCandidates = ({ candidates }: RouteExplanation): Description['candidates'] =>
  candidates.map(({ candidate: { connection, model }, state, readyAt, headroom }) => ({
    connection: connection.slug,
    provider: connection.providerId,
    kind: connection.kind,
    model: model ?? '',
    state,
    ready_at: readyAt === null ? null : new Date(readyAt).toISOString(),
    headroom: Math.min(1, Math.max(0, headroom)),
  }));

const describeLeftOut = ({ leftOut }: RouteExplanation): Description['left_out'] =>
  leftOut.map(({ candidate: { connection }, code, reason }) => ({
    connection: connection.slug,
    provider: connection.providerId,
    kind: connection.kind,
    code,
    reason,
  }));

const describeRefusal = ({ refusal }: RouteExplanation): Description['refusal'] =>
  refusal === null ? null : { code: refusal.code, message: refusal.message };
