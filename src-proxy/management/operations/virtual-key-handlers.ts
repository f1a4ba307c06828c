import { PERSONAL_WORKSPACE } from '../../store/ensure-workspace.ts';
import { createVirtualKey, type MintedKey } from '../../virtual-keys/create-virtual-key.ts';
import { regenerateVirtualKey } from '../../virtual-keys/regenerate-virtual-key.ts';
import {
  pauseVirtualKey,
  resumeVirtualKey,
  revokeVirtualKey,
} from '../../virtual-keys/set-virtual-key-status.ts';
import { updateVirtualKey } from '../../virtual-keys/update-virtual-key.ts';
import type { VirtualKeySettings } from '../../virtual-keys/virtual-key-settings.ts';
import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { CheckedInputOf, OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { readTime } from './iso-time.ts';
import { viewVirtualKey } from './view-virtual-key.ts';

type VirtualKeyOperation =
  | 'virtual_keys.list'
  | 'virtual_keys.show'
  | 'virtual_keys.create'
  | 'virtual_keys.update'
  | 'virtual_keys.regenerate'
  | 'virtual_keys.revoke'
  | 'virtual_keys.pause'
  | 'virtual_keys.resume';

export function virtualKeyHandlers(deps: ManagementDeps): HandlersOf<VirtualKeyOperation> {
  const view = (key: VirtualKey): OutputOf<'virtual_keys.show'> =>
    viewVirtualKey(key, deps.connections, deps.clock());
  const viewMinted = ({ virtualKey, key }: MintedKey): OutputOf<'virtual_keys.create'> => ({
    ...view(virtualKey),
    key,
    shown_once: true,
  });
  return {
    'virtual_keys.list': () => ({ virtual_keys: deps.virtualKeys.list().map(view) }),
    'virtual_keys.show': ({ virtual_key }) => view(deps.virtualKeys.find(virtual_key)),
    'virtual_keys.create': (input, { actor }) => {
      const settings = { ...readSettings(input), label: input.label };
      return viewMinted(
        createVirtualKey(deps, { ...settings, workspaceId: PERSONAL_WORKSPACE }, actor),
      );
    },
    'virtual_keys.update': ({ virtual_key, ...input }, { actor }) => {
      const change = { ...readSettings(input), label: input.label };
      return view(updateVirtualKey(deps, virtual_key, change, actor));
    },
    'virtual_keys.regenerate': ({ virtual_key, grace_seconds }, { actor }) =>
      viewMinted(regenerateVirtualKey(deps, virtual_key, grace_seconds, actor)),
    'virtual_keys.revoke': ({ virtual_key }, { actor }) => {
      revokeVirtualKey(deps, virtual_key, actor);
      return undefined;
    },
    'virtual_keys.pause': ({ virtual_key }, { actor }) =>
      view(pauseVirtualKey(deps, virtual_key, actor)),
    'virtual_keys.resume': ({ virtual_key }, { actor }) =>
      view(resumeVirtualKey(deps, virtual_key, actor)),
  };
}

type WireSettings = Omit<CheckedInputOf<'virtual_keys.update'>, 'virtual_key' | 'label'>;

/** Undefined: left out, so left as it is. */
function readSettings(input: WireSettings): VirtualKeySettings {
  return {
    app: input.app,
    refId: input.ref_id,
    environment: input.environment,
    tags: input.tags,
    origins: input.origins,
    allowedConnections: input.allowed_connections,
    allowedModels: input.allowed_models,
    expiresAt: readTime(input.expires_at),
  };
}
