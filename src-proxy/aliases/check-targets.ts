import type { Connections } from '../connections/connections.ts';
import { AppError } from '../errors.ts';
import { nearestModels } from '../inference/plan/nearest-models.ts';
import { readModelReference } from '../inference/plan/model-reference.ts';
import { catalog } from '../providers/catalog.ts';
import type { Aliases } from './aliases.ts';

const MAX_TARGETS = 16;

/**
 * Targets as they are kept: trimmed, each once. None may be an alias, so no chain and no circle can come to be, and
 * each must name something, so that a slip of the pen is found now and not when the others fail.
 *
 * @throws field_invalid, alias_target_is_alias, alias_target_unknown
 */
export function checkTargets(
  targets: readonly string[],
  name: string,
  workspaceId: string,
  { aliases, connections }: { readonly aliases: Aliases; readonly connections: Connections },
): readonly string[] {
  const trimmed = [...new Set(targets.map((target) => target.trim()))];
  const isReadable = trimmed.every((target) => /^[^\p{C}\p{Z}]{1,256}$/u.test(target));
  if (trimmed.length === 0 || trimmed.length > MAX_TARGETS || !isReadable) {
    const problem = `name 1 to ${MAX_TARGETS} models, each without spaces`;
    throw new AppError('field_invalid', { field: 'targets', problem });
  }
  for (const target of trimmed) {
    if (target === name || aliases.get(workspaceId, target) !== undefined) {
      throw new AppError('alias_target_is_alias', { target });
    }
    if (!namesSomething(target, workspaceId, connections)) {
      const known = connections
        .list(workspaceId)
        .flatMap(({ id }) => connections.modelsOf(id).map((model) => model.id));
      throw new AppError('alias_target_unknown', { target, nearest: nearestModels(target, known) });
    }
  }
  return trimmed;
}

/** A connection, a provider, one's own servers; or a model id that some connection lists or might know. */
function namesSomething(target: string, workspaceId: string, connections: Connections): boolean {
  const all = connections.list(workspaceId);
  if (readModelReference(target, all).kind !== 'bare') return true;
  if (catalog.has(target.slice(0, Math.max(0, target.indexOf('/'))))) return true;
  return all.some(
    ({ id }) => connections.lists(id, target) || connections.modelsOf(id).length === 0,
  );
}
