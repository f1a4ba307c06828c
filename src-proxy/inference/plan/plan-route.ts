/**
 * From what a call names to the connections that could serve it, best first. What may be used is worked out once and
 * kept until something changes; how the connections are doing is looked at for every request.
 */
import { AppError } from '../../errors.ts';
import type { DialectName } from '../../dialects/dialect-name.ts';
import { catalog } from '../../providers/catalog.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import { arrange } from './arrange.ts';
import type { Choice } from './candidate.ts';
import { isConnectionAllowed } from './eligibility.ts';
import { findChoices } from './find-choices.ts';
import type { Constraint, FixedPlan } from './fixed-plan.ts';
import type { LeftOut } from './left-out.ts';
import { refuseRoute } from './refuse-route.ts';
import type { RoutePlan } from './route-plan.ts';
import type { RouteDeps, RouteRequest } from './route-request.ts';
import { prepareSearch, type Search } from './search.ts';

/**
 * @throws model_not_found, model_not_allowed, dialect_unsupported, no_eligible_connection, no_connection,
 * connection_needed, connection_not_found, connection_disabled, body_invalid_member
 */
export function planRoute(caller: VirtualKey, request: RouteRequest, deps: RouteDeps): RoutePlan {
  const make = (): FixedPlan => fixPlan(prepareSearch(caller, request, deps), deps);
  const fixed = request.routing === null ? deps.plans.get(caller, request, deps, make) : make();
  return arrange(fixed, request, deps);
}

/** The part of the plan that stays until something changes. @throws as planRoute */
export function fixPlan(search: Search, deps: RouteDeps): FixedPlan {
  checkNames(search);
  const leftOut: LeftOut[] = [];
  const found = findChoices(search, deps.connections, (left) => leftOut.push(left));
  const choices = search.request.model === null ? onlyOne(search.request.dialect, found) : found;
  const [first, ...rest] = choices;
  if (first === undefined) return refuseRoute(search, leftOut, deps);
  const mayFallBack = search.request.routing?.allowsFallbacks !== false;
  return {
    choices: mayFallBack ? [first, ...rest] : [first],
    constraint: mayFallBack ? constraintOf(leftOut) : 'allow_fallbacks',
    plannedAt: search.now,
    validUntil: nextExpiry(search),
  };
}

/** @throws no_connection, connection_not_found, body_invalid_member */
function checkNames({ all, caller, request: { pin, routing } }: Search): void {
  if (all.length === 0) throw new AppError('no_connection');
  const slugs = new Set(all.map(({ slug }) => slug));
  // What a key may not use it is not told of either.
  const known = (): string[] =>
    all.filter((one) => isConnectionAllowed(caller, one)).map(({ slug }) => slug);
  if (pin !== null && !slugs.has(pin)) {
    throw new AppError('connection_not_found', { name: pin, known: known() });
  }
  if (routing?.order.every((name) => slugs.has(name) || catalog.has(name)) === false) {
    const expected = `a list of connection slugs and provider ids; connected are: ${known().join(', ')}`;
    throw new AppError('body_invalid_member', { member: 'routing.order', expected });
  }
}

function constraintOf(leftOut: readonly LeftOut[]): Constraint | null {
  for (const { code } of leftOut) {
    if (code === 'own_only') return 'only_byok';
    if (code === 'platform_only') return 'only_platform';
  }
  return null;
}

function nextExpiry({ all, now }: Search): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { expiresAt } of all) {
    if (expiresAt !== null && expiresAt > now) next = Math.min(next, expiresAt);
  }
  return next;
}

const nativeProvider: Readonly<Record<DialectName, string>> = {
  'openai-chat': 'openai',
  'openai-responses': 'openai',
  'anthropic-messages': 'anthropic',
  gemini: 'google_ai_studio',
};

/** A call without a model goes to one account and no other: the only one, or the default of the dialect's own provider. */
function onlyOne(dialect: DialectName, usable: readonly Choice[]): readonly Choice[] {
  if (usable.length < 2) return usable;
  const native = usable.filter(
    (c) => c.connection.isDefault && c.provider.id === nativeProvider[dialect],
  );
  if (native.length === 1) return native;
  throw new AppError('connection_needed', { connections: usable.map((c) => c.connection.slug) });
}
