import { checkLabel } from '../connections/text-fields.ts';
import type { Actor } from '../events/event.ts';
import { hashKey, mintKey, previewKey, randomBase62 } from './mint-key.ts';
import { refuseTakenLabel } from './refuse-taken-label.ts';
import type { VirtualKeyDeps } from './virtual-key-deps.ts';
import { checkSettings, type VirtualKeySettings } from './virtual-key-settings.ts';
import type { VirtualKey } from './virtual-key.ts';

export interface NewVirtualKey extends VirtualKeySettings {
  readonly workspaceId: string;
  readonly label: string;
}

/** The only moments a virtual key is seen in full. */
export interface MintedKey {
  readonly virtualKey: VirtualKey;
  readonly key: string;
}

/** @throws field_invalid, connection_not_found, virtual_key_label_taken */
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
