import { AppError } from '../../errors.ts';
import type { Demands } from '../../policy/route-policy.ts';
import { exclusion } from './eligibility.ts';
import { toCandidate } from './candidate.ts';
import { isMeant, sayLeftOut, type LeftOut } from './left-out.ts';
import { nearestModels } from './nearest-models.ts';
import type { RouteDeps } from './route-request.ts';
import type { Search } from './search.ts';
import { usableModels } from './usable-models.ts';

/** Says why no connection serves a call, as exactly as is known. Always throws. */
export function refuseRoute(search: Search, leftOut: readonly LeftOut[], deps: RouteDeps): never {
  const { request, demands, caller } = search;
  const model = request.model ?? 'this call';
  const isTold = request.pin === null ? isMeant : isPinned;
  const meant = eachOnce(leftOut.filter(isTold));
  if (meant.length === 0) {
    const known = usableModels(caller, [request.dialect], deps).map(({ id }) => id);
    throw new AppError('model_not_found', { model, nearest: nearestModels(model, known) });
  }
  const [first] = meant;
  if (first !== undefined && meant.every(({ code }) => code === first.code)) {
    refuseForOneReason(first, meant.length, search);
  }
  throw new AppError('no_eligible_connection', { model, reasons: reasonsOf(meant, demands) });
}

/** Those the key may not use are counted, not named: it is not to learn what there is beside its own. */
function reasonsOf(meant: readonly LeftOut[], demands: Demands): readonly string[] {
  const named = meant.filter(({ code }) => code !== 'key');
  const barred = meant.length - named.length;
  const reasons = named.map(
    (left) => `${left.candidate.connection.slug}: ${sayLeftOut(left, demands)}`,
  );
  if (barred === 0) return reasons;
  const others = barred === 1 ? 'one connection is' : `${barred} connections are`;
  return [...reasons, `${others} not allowed for this virtual key`];
}

/** Whatever is wrong with the one the request is pinned to must be told. */
const isPinned = ({ code }: LeftOut): boolean => code !== 'pinned';

/** An alias may lead to one connection twice; its first reason is told. */
function eachOnce(leftOut: readonly LeftOut[]): readonly LeftOut[] {
  const told = new Set<string>();
  return leftOut.filter(({ candidate: { connection } }) => {
    const isNew = !told.has(connection.id);
    told.add(connection.id);
    return isNew;
  });
}

/** Where all were left out for the same reason, that reason may have a code of its own. */
function refuseForOneReason(first: LeftOut, count: number, search: Search): void {
  const { caller, request } = search;
  const connection = first.candidate.connection.slug;
  if (first.code === 'disabled' && count === 1) {
    throw new AppError('connection_disabled', { connection });
  }
  if (first.code === 'model') {
    const allowed = caller.allowedModels ?? [];
    throw new AppError('model_not_allowed', { model: request.model ?? '', allowed });
  }
  if (first.code === 'dialect') {
    const { dialect } = request;
    const alternatives = speakers(search);
    throw new AppError('dialect_unsupported', { connection, dialect, alternatives });
  }
}

/** Connections this key may use that speak the dialect. */
function speakers(search: Search): readonly string[] {
  const eligibility = { ...search, dialect: search.request.dialect };
  return search.all
    .filter((c) => exclusion(eligibility, toCandidate(c, null)) === null)
    .map((c) => c.slug);
}
