import type { ListedModel } from '../../connections/connection.ts';
import type { Connections } from '../../connections/connections.ts';
import type { DialectName } from '../../dialects/dialect-name.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { Candidate } from './candidate.ts';
import { readModelReference } from './model-reference.ts';
import { exclusion, inOrder, isBareReachable, toCandidate } from './eligibility.ts';

/** A model a virtual key may use, under the name a call can use for it. */
export interface UsableModel {
  /** The bare upstream id where that leads here, else `slug/model`. */
  readonly id: string;
  readonly listed: ListedModel;
  readonly candidate: Candidate;
}

/** Every model of every connection this key may use in a dialect, in routing order, each name once. */
export function usableModels(
  caller: VirtualKey,
  dialects: readonly DialectName[],
  connections: Connections,
): readonly UsableModel[] {
  const all = connections.list(caller.workspaceId);
  const taken = new Set<string>();
  const usable: UsableModel[] = [];
  for (const { connection } of inOrder(all.map((c) => toCandidate(c, null)))) {
    for (const listed of connections.modelsOf(connection.id)) {
      const candidate = toCandidate(connection, listed.id);
      if (dialects.every((dialect) => exclusion(caller, dialect, candidate) !== null)) continue;
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
