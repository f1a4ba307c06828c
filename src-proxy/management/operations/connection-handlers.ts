import { addConnection } from '../../connections/add-connection.ts';
import type { ConnectionSettings } from '../../connections/connection-settings.ts';
import type { Connection } from '../../connections/connection.ts';
import { disconnectConnection } from '../../connections/disconnect-connection.ts';
import { probeKey } from '../../connections/probe-key.ts';
import { rotateConnection } from '../../connections/rotate-connection.ts';
import { testConnection } from '../../connections/test-connection.ts';
import {
  setConnectionEnabled,
  setDefaultConnection,
  updateConnection,
} from '../../connections/update-connection.ts';
import type { CheckedInputOf, OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { readTime } from './iso-time.ts';
import { viewConnection } from './view-connection.ts';
import { viewProbe } from './view-probe.ts';
import { workspaceId } from './workspace-id.ts';

type ConnectionOperation =
  | 'connections.list'
  | 'connections.show'
  | 'connections.add'
  | 'connections.probe'
  | 'connections.test'
  | 'connections.rotate'
  | 'connections.update'
  | 'connections.disconnect'
  | 'connections.enable'
  | 'connections.disable'
  | 'connections.set_default';

export function connectionHandlers(parts: ManagementDeps): HandlersOf<ConnectionOperation> {
  const { connections, connectionDeps: deps } = parts;
  const view = (connection: Connection): OutputOf<'connections.show'> =>
    viewConnection(connection, {
      modelsCount: connections.modelsOf(connection.id).length,
      health: parts.health.report(connection.id, parts.clock()),
    });
  return {
    'connections.list': ({ workspace }) => ({
      connections: connections.list(workspace && workspaceId(parts, workspace)).map(view),
    }),
    'connections.show': (input) => view(connections.find(input.connection)),
    'connections.add': async (input, { actor }) =>
      view((await addConnection(deps, readNew(parts, input), actor)).connection),
    'connections.probe': async (input, { actor }) => {
      const { provider, base_url } = input;
      const key = { key: input.provider_key, reference: input.key_reference };
      return viewProbe(
        await probeKey(deps, { provider, baseUrl: base_url ?? undefined, ...key }, actor),
      );
    },
    'connections.test': async (input, { actor }) => {
      const { connection, probe } = await testConnection(deps, input.connection, actor);
      return { connection: view(connection), result: viewProbe(probe) };
    },
    'connections.rotate': async (input, { actor }) => {
      const key = { key: input.provider_key, reference: input.key_reference };
      const rotation = { ...key, validate: input.validate_before_save };
      return view((await rotateConnection(deps, input.connection, rotation, actor)).connection);
    },
    'connections.update': (input, { actor }) => {
      const change = { ...readSettings(input), label: input.label };
      return view(updateConnection(deps, input.connection, change, actor));
    },
    'connections.disconnect': async (input, { actor }) => {
      await disconnectConnection(deps, input.connection, actor);
      return undefined;
    },
    'connections.enable': (input, { actor }) =>
      view(setConnectionEnabled(deps, input.connection, true, actor)),
    'connections.disable': (input, { actor }) =>
      view(setConnectionEnabled(deps, input.connection, false, actor)),
    'connections.set_default': (input, { actor }) =>
      view(setDefaultConnection(deps, input.connection, actor)),
  };
}

function readNew(
  parts: ManagementDeps,
  input: CheckedInputOf<'connections.add'>,
): Parameters<typeof addConnection>[1] {
  return {
    ...readSettings(input),
    workspaceId: workspaceId(parts, input.workspace),
    provider: input.provider,
    label: input.label,
    key: input.provider_key,
    reference: input.key_reference,
    isDefault: input.is_default,
    validate: input.validate_before_save,
  };
}

/** Undefined: left out, so left as it is. */
function readSettings(
  input: Omit<CheckedInputOf<'connections.update'>, 'connection' | 'label'>,
): ConnectionSettings {
  return {
    baseUrl: input.base_url,
    declaredRegion: input.declared_region,
    kind: input.kind,
    dataPolicy: input.data_policy,
    billing: input.billing,
    environment: input.environment,
    tags: input.tags,
    refId: input.ref_id,
    expiresAt: readTime(input.expires_at),
    maxConcurrent: input.max_concurrent,
    selectedTier: input.selected_tier,
    isEnterprise: input.is_enterprise,
  };
}
