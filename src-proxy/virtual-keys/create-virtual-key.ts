import { checkLabel } from '../connections/text-fields.ts';
import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import { findLivingKey } from './living-key.ts';
import { hashKey, mintKey, previewKey, randomBase62 } from './mint-key.ts';
import { refuseTakenLabel } from './refuse-taken-label.ts';
import type { VirtualKeyDeps } from './virtual-key-deps.ts';
import { checkSettings, type VirtualKeySettings } from './virtual-key-settings.ts';
import type { VirtualKey } from './virtual-key.ts';

export interface NewVirtualKey extends VirtualKeySettings {
  readonly workspaceId: string;
  readonly label: string;
  /** Shares the limits and budgets of this key, by label or id; it keeps none of its own. */
  readonly parent?: string | undefined;
}

/** The only moments a virtual key is seen in full. */
export interface MintedKey {
  readonly virtualKey: VirtualKey;
  readonly key: string;
}

/**
 * @throws field_invalid, connection_not_found, virtual_key_label_taken, virtual_key_not_found,
 * virtual_key_ambiguous, virtual_key_ended
 */
export function createVirtualKey(
  deps: VirtualKeyDeps,
  input: NewVirtualKey,
  actor: Actor,
): MintedKey {
  const now = deps.clock();
  const label = checkLabel(input.label);
  refuseTakenLabel(deps.virtualKeys, input.workspaceId, label);
  const key = mintKey('sk-lp-');
  const blank: VirtualKey = {
    id: `vk_${randomBase62(16)}`,
    workspaceId: input.workspaceId,
    label,
    app: null,
    refId: null,
    environment: null,
    tags: [],
    origins: [],
    preview: previewKey(key),
    hash: hashKey(key),
    status: 'active',
    allowedConnections: null,
    allowedModels: null,
    parentId: input.parent === undefined ? null : findParent(deps, input, input.parent).id,
    requestsPerMinute: null,
    tokensPerMinute: null,
    concurrentRequests: null,
    budgets: [],
    budgetRaises: [],
    unknownPrice: 'allow',
    routingConstraint: 'none',
    dataPolicy: 'none',
    region: null,
    createdAt: now,
    regeneratedAt: null,
    lastUsedAt: null,
    expiresAt: null,
    previousHash: null,
    previousHashUntil: null,
  };
  const virtualKey = checkSettings(blank, input, deps.connections, now);
  deps.events.appendWith(
    {
      type: 'virtual_key.created',
      actor,
      subjectId: virtualKey.id,
      data: { label, preview: virtualKey.preview, app: virtualKey.app },
    },
    (append) => deps.virtualKeys.save(virtualKey, append),
  );
  return { virtualKey, key };
}

/** The limits are those of the first key in the line, so that no chain of keys has to be followed. */
function findParent(
  deps: VirtualKeyDeps,
  { workspaceId }: NewVirtualKey,
  name: string,
): VirtualKey {
  const parent = findLivingKey(deps, name);
  if (parent.workspaceId !== workspaceId) {
    throw new AppError('field_invalid', {
      field: 'parent',
      problem: 'a key shares limits within its own workspace only',
    });
  }
  const first = parent.parentId === null ? undefined : deps.virtualKeys.get(parent.parentId);
  return first ?? parent;
}
