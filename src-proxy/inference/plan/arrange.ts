/**
 * Puts the connections that may serve into the order they are tried in, by how they are doing just now:
 *
 * 1. those that are ready before those that are not (cooling down, nothing left of a limit, failing, key refused);
 * 2. the request's own order, then the alias's, then own before platform;
 * 3. of these, those with little left of their limits after the others;
 * 4. the default of its provider, then the one with the most left, then the oldest.
 *
 * So an account is used as the user says while it can take it, and its siblings share the load when it gets short.
 * Where a conversation began with a sibling of the first, it stays there, as its prompt cache does.
 */
import { isLow } from '../../health/headroom.ts';
import type { Choice } from './candidate.ts';
import type { FixedPlan } from './fixed-plan.ts';
import { isReady } from './readiness.ts';
import type { Conversation, RoutePlan } from './route-plan.ts';
import type { RouteDeps, RouteRequest } from './route-request.ts';

interface Placed {
  readonly choice: Choice;
  readonly isReady: boolean;
  readonly headroom: number;
  /** Where the provider's first choice stands. */
  readonly group: number;
}

export function arrange(fixed: FixedPlan, request: RouteRequest, deps: RouteDeps): RoutePlan {
  const { choices, constraint } = fixed;
  if (choices.length === 1) {
    return { candidates: choices, passedOver: [], constraint, conversation: null };
  }
  const now = deps.clock();
  const placed = choices
    .map((choice) => ({
      choice,
      isReady: isReady(choice, deps.health, now),
      headroom: deps.health.headroom(choice, now),
      group: choices.findIndex(({ provider }) => provider === choice.provider),
    }))
    .toSorted(compare);
  const conversation = conversationOf(placed, request);
  if (conversation !== null) keepTogether(placed, conversation, deps, now);
  const [first = choices[0], ...rest] = placed.map(({ choice }) => choice);
  const passedOver = choices
    .slice(0, choices.indexOf(first))
    .filter((choice) => !isReady(choice, deps.health, now));
  return { candidates: [first, ...rest], passedOver, constraint, conversation };
}

/** The choices come in their fixed order, which a stable sort keeps where nothing else decides. */
function compare(a: Placed, b: Placed): number {
  return (
    Number(b.isReady) - Number(a.isReady) ||
    a.choice.rank - b.choice.rank ||
    Number(isLow(a.headroom)) - Number(isLow(b.headroom)) ||
    Number(b.choice.connection.isDefault) - Number(a.choice.connection.isDefault) ||
    a.group - b.group ||
    b.headroom - a.headroom
  );
}

function conversationOf(placed: readonly Placed[], request: RouteRequest): Conversation | null {
  const siblings = placed.filter((other) => isSibling(other, placed[0]));
  const name = siblings.length > 1 ? request.conversation() : null;
  if (name === null) return null;
  const byDefault = siblings.find(({ choice }) => choice.connection.isDefault);
  return { name, defaultId: byDefault?.choice.connection.id ?? null };
}

/** The connection that goes first, and others of its provider and rank. */
const isSibling = (other: Placed, first: Placed | undefined): boolean =>
  other.group === first?.group && other.choice.rank === first.choice.rank;

/** Moves the connection of the conversation to the front, when it could go first. */
function keepTogether(
  placed: Placed[],
  { name, defaultId }: Conversation,
  { sticky }: RouteDeps,
  now: number,
): void {
  const connectionId = sticky.find(name, defaultId, now);
  const at = placed.findIndex(
    (other) =>
      other.choice.connection.id === connectionId && other.isReady && isSibling(other, placed[0]),
  );
  if (at > 0) placed.unshift(...placed.splice(at, 1));
}
