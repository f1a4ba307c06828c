import type { Connections } from '../../connections/connections.ts';
import { statusAt, type VirtualKey } from '../../virtual-keys/virtual-key.ts';
import type { OutputOf } from '../contract.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';

/** A virtual key as the contract shows it: neither key nor digest. */
export function viewVirtualKey(
  key: VirtualKey,
  connections: Connections,
  now: number,
): OutputOf<'virtual_keys.show'> {
  const until = key.previousHashUntil;
  return {
    id: key.id,
    workspace_id: key.workspaceId,
    label: key.label,
    app: key.app,
    ref_id: key.refId,
    environment: key.environment,
    tags: [...key.tags],
    origins: [...key.origins],
    preview: key.preview,
    status: statusAt(key, now),
    allowed_connections:
      key.allowedConnections?.map((id) => connections.get(id)?.slug ?? id) ?? null,
    allowed_models: key.allowedModels === null ? null : [...key.allowedModels],
    created_at: isoTime(key.createdAt),
    regenerated_at: isoTimeOrNull(key.regeneratedAt),
    last_used_at: isoTimeOrNull(key.lastUsedAt),
    expires_at: isoTimeOrNull(key.expiresAt),
    previous_key_until: until !== null && now < until ? isoTime(until) : null,
  };
}
