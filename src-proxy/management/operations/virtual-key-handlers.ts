import { dismissWarnings } from '../../key-warnings/dismiss-warnings.ts';
import { createVirtualKey, type MintedKey } from '../../virtual-keys/create-virtual-key.ts';
import { raiseBudget } from '../../virtual-keys/raise-budget.ts';
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
import { workspaceId } from './workspace-id.ts';

type VirtualKeyOperation =
  | 'virtual_keys.list'
  | 'virtual_keys.show'
  | 'virtual_keys.create'
  | 'virtual_keys.update'
  | 'virtual_keys.raise'
  | 'virtual_keys.regenerate'
  | 'virtual_keys.revoke'
  | 'virtual_keys.dismiss_warnings'
  | 'virtual_keys.pause'
  | 'virtual_keys.resume';

export function virtualKeyHandlers(deps: ManagementDeps): HandlersOf<VirtualKeyOperation> {
  const view = (key: VirtualKey): OutputOf<'virtual_keys.show'> => viewVirtualKey(key, deps);
  const viewMinted = ({ virtualKey, key }: MintedKey): OutputOf<'virtual_keys.create'> => ({
    ...view(virtualKey),
    key,
    shown_once: true,
  });
  return {
    'virtual_keys.list': ({ workspace }) => {
      const all = deps.virtualKeys.list();
      if (workspace === undefined) return { virtual_keys: all.map(view) };
      const id = workspaceId(deps, workspace);
      return { virtual_keys: all.filter((key) => key.workspaceId === id).map(view) };
    },
    'virtual_keys.show': ({ virtual_key }) => view(deps.virtualKeys.find(virtual_key)),
    'virtual_keys.create': (input, { actor }) => {
      const { label, parent } = input;
      const settings = { ...readSettings(input), label, parent };
      const key = { ...settings, workspaceId: workspaceId(deps, input.workspace) };
      return viewMinted(createVirtualKey(deps, key, actor));
    },
    'virtual_keys.update': ({ virtual_key, ...input }, { actor }) => {
      const change = { ...readSettings(input), label: input.label };
      return view(updateVirtualKey(deps, virtual_key, change, actor));
    },
    'virtual_keys.raise': ({ virtual_key, usd, per, until }, { actor }) =>
      view(raiseBudget(deps, virtual_key, { usd, per, until: Date.parse(until) }, actor)),
    'virtual_keys.regenerate': ({ virtual_key, grace_seconds }, { actor }) =>
      viewMinted(regenerateVirtualKey(deps, virtual_key, grace_seconds, actor)),
    'virtual_keys.revoke': ({ virtual_key }, { actor }) => {
      revokeVirtualKey(deps, virtual_key, actor);
      return undefined;
    },
    'virtual_keys.dismiss_warnings': ({ virtual_key, kind }, { actor }) =>
      view(dismissWarnings(deps, virtual_key, kind ?? null, actor)),
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
    requestsPerMinute: input.requests_per_minute,
    tokensPerMinute: input.tokens_per_minute,
    concurrentRequests: input.concurrent_requests,
    budgets: input.budgets,
    unknownPrice: input.unknown_price,
    routingConstraint: input.routing_constraint,
    dataPolicy: input.data_policy,
    region: input.region,
  };
}
