import type { DialectName } from '../../dialects/dialect-name.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import { toCandidate, type Candidate } from './candidate.ts';
import { exclusion, isBareReachable } from './eligibility.ts';
import { readModelReference } from './model-reference.ts';
import { demandsOn, type SearchDeps } from './search.ts';
import { usableAliases } from './usable-aliases.ts';
import type { UsableModel } from './usable-model.ts';

/** The aliases and every model of every connection this key may use in a dialect, own connections first, each name once. */
export function usableModels(
  caller: VirtualKey,
  dialects: readonly DialectName[],
  deps: SearchDeps,
): readonly UsableModel[] {
  const { connections, aliases } = deps;
  const all = connections.list(caller.workspaceId);
  const eligibility = { caller, demands: demandsOn(caller, null, deps), now: deps.clock() };
  // What an alias is called is not free for a model any more.
  const taken = new Set(aliases.list(caller.workspaceId).map(({ name }) => name));
  const usable: UsableModel[] = [...usableAliases(caller, dialects, deps)];
  for (const connection of all.toSorted((a, b) => placeOf(a) - placeOf(b))) {
    for (const listed of connections.modelsOf(connection.id)) {
      const candidate = toCandidate(connection, listed.id);
      const isServed = dialects.some(
        (dialect) => exclusion({ ...eligibility, dialect }, candidate) === null,
      );
      if (!isServed) continue;
      const isBare =
        isBareReachable(caller, connection) &&
        readModelReference(listed.id, all).kind === 'bare' &&
        !taken.has(listed.id);
      const id = isBare ? listed.id : `${connection.slug}/${listed.id}`;
      taken.add(id);
      usable.push({ id, listed, candidate });
    }
  }
  return usable;
}

const placeOf = ({ kind, isDefault }: Candidate['connection']): number =>
  (kind === 'platform' ? 2 : 0) + (isDefault ? 0 : 1);
