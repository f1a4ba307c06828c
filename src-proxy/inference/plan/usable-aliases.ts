import type { Alias } from '../../aliases/alias.ts';
import type { DialectName } from '../../dialects/dialect-name.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { Choice } from './candidate.ts';
import { findChoices } from './find-choices.ts';
import { prepareSearch, type SearchDeps } from './search.ts';
import type { UsableModel } from './usable-model.ts';

/** The aliases that lead this key somewhere in one of the dialects, each with its first choice. */
export function usableAliases(
  caller: VirtualKey,
  dialects: readonly DialectName[],
  deps: SearchDeps,
): readonly UsableModel[] {
  return deps.aliases.list(caller.workspaceId).flatMap((alias) => {
    const choice = dialects
      .map((dialect) => firstChoice(alias, caller, dialect, deps))
      .find((found) => found !== undefined);
    return choice === undefined ? [] : [describe(alias, choice)];
  });
}

function firstChoice(
  { name }: Alias,
  caller: VirtualKey,
  dialect: DialectName,
  deps: SearchDeps,
): Choice | undefined {
  const request = { dialect, model: name, pin: null, routing: null, conversation: () => null };
  const search = prepareSearch(caller, request, deps);
  return findChoices(search, deps.connections, () => undefined)[0];
}

const describe = ({ name, createdAt }: Alias, candidate: Choice): UsableModel => ({
  id: name,
  listed: { id: name, displayName: null, ownedBy: 'latchport', createdAt },
  candidate,
});
