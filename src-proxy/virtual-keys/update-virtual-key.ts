import { isDeepStrictEqual } from 'node:util';
import { checkLabel } from '../connections/text-fields.ts';
import type { Actor } from '../events/event.ts';
import { findUnrevokedKey } from './living-key.ts';
import { refuseTakenLabel } from './refuse-taken-label.ts';
import type { VirtualKeyDeps } from './virtual-key-deps.ts';
import { checkSettings, type VirtualKeySettings } from './virtual-key-settings.ts';
import type { VirtualKey } from './virtual-key.ts';

export interface VirtualKeyChange extends VirtualKeySettings {
  readonly label?: string | undefined;
}

/**
 * Takes effect with the next request. Also extends a key that has expired.
 *
 * @throws virtual_key_not_found, virtual_key_ambiguous, virtual_key_ended, virtual_key_label_taken,
 * field_invalid, connection_not_found
 */
export function updateVirtualKey(
  deps: VirtualKeyDeps,
  name: string,
  change: VirtualKeyChange,
  actor: Actor,
): VirtualKey {
  const former = findUnrevokedKey(deps, name);
  const label = change.label === undefined ? former.label : checkLabel(change.label);
  refuseTakenLabel(deps.virtualKeys, former.workspaceId, label, former.id);
  const next = checkSettings({ ...former, label }, change, deps.connections, deps.clock());
  const changes = changedMembers(former, next);
  if (changes.length === 0) return former;
  deps.events.appendWith(
    {
      type: 'virtual_key.updated',
      actor,
      subjectId: next.id,
      data: { label, preview: next.preview, changed: changes.join(', ') },
    },
    (append) => deps.virtualKeys.save(next, append),
  );
  return next;
}

const settable = [
  'label',
  'app',
  'refId',
  'environment',
  'tags',
  'origins',
  'allowedConnections',
  'allowedModels',
  'expiresAt',
  'requestsPerMinute',
  'tokensPerMinute',
  'concurrentRequests',
  'budgets',
  'unknownPrice',
  'routingConstraint',
  'dataPolicy',
  'region',
] as const satisfies readonly (keyof VirtualKey)[];

const changedMembers = (former: VirtualKey, next: VirtualKey): readonly string[] =>
  settable.filter((member) => !isDeepStrictEqual(former[member], next[member]));
