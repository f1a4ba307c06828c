/**
 * From what a request names to the connections that may serve it. Every connection of the workspace is looked at
 * for every target, so that whatever named it, none is used that the key, the workspace or the request excludes,
 * and each that is left out can be told why.
 */
import type { Connection } from '../../connections/connection.ts';
import { toCandidate, type Choice } from './candidate.ts';
import { exclusion } from './eligibility.ts';
import type { LeftOut } from './left-out.ts';
import { isListedByAny, nameOn } from './named-connection.ts';
import { nameOnPin } from './named-on-pin.ts';
import type { RouteDeps, RouteRequest } from './route-request.ts';
import type { Search } from './search.ts';

/** Those that may serve, each connection once a model, best rank first. `leave` hears of every other. */
export function findChoices(
  search: Search,
  connections: RouteDeps['connections'],
  leave: (leftOut: LeftOut) => void,
): readonly Choice[] {
  const { request, all, targets } = search;
  if (targets.length === 0) return findWithoutModel(search, leave);
  const choices: Choice[] = [];
  for (const [place, target] of targets.entries()) {
    const isListed = request.pin !== null || isListedByAny(target, search, connections);
    for (const connection of all) {
      const { model, code } =
        request.pin === null
          ? nameOn(connection, target, isListed, search, connections)
          : nameOnPin(connection, target, search, connections);
      const candidate = toCandidate(connection, model);
      const why = code ?? exclusion({ ...search, dialect: request.dialect }, candidate);
      if (why !== null) leave({ candidate, code: why });
      else if (!isAmong(choices, connection, model)) {
        choices.push({ ...candidate, rank: rankOf(connection, place, request) });
      }
    }
  }
  return inOrder(choices);
}

function findWithoutModel(search: Search, leave: (leftOut: LeftOut) => void): readonly Choice[] {
  const { request, all } = search;
  const choices: Choice[] = [];
  for (const connection of all) {
    const candidate = toCandidate(connection, null);
    const isPinned = request.pin === null || request.pin === connection.slug;
    const code = isPinned
      ? exclusion({ ...search, dialect: request.dialect }, candidate)
      : 'pinned';
    if (code === null) choices.push({ ...candidate, rank: rankOf(connection, 0, request) });
    else leave({ candidate, code });
  }
  return inOrder(choices);
}

const isAmong = (choices: readonly Choice[], { id }: Connection, model: string): boolean =>
  choices.some((choice) => choice.connection.id === id && choice.model === model);

/** More places than an alias has targets. */
const PLACES = 64;

/** The request's own order, then the alias's, then own before platform. */
function rankOf(connection: Connection, place: number, { routing }: RouteRequest): number {
  const order = routing?.order ?? [];
  const asked = order.findIndex(
    (name) => name === connection.slug || name === connection.providerId,
  );
  const turn = asked === -1 ? order.length : asked;
  return (turn * PLACES + place) * 2 + (connection.kind === 'platform' ? 1 : 0);
}

/** Of one rank the default comes first, then the oldest; the connections of a provider stay together. */
function inOrder(choices: readonly Choice[]): readonly Choice[] {
  if (choices.length < 2) return choices;
  const firstOf = (providerId: string): number =>
    choices.findIndex(({ connection }) => connection.providerId === providerId);
  return choices.toSorted(
    (a, b) =>
      a.rank - b.rank ||
      Number(b.connection.isDefault) - Number(a.connection.isDefault) ||
      firstOf(a.connection.providerId) - firstOf(b.connection.providerId),
  );
}
