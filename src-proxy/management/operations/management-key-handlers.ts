import { createManagementKey } from '../../management-keys/create-management-key.ts';
import { statusAt, type ManagementKey } from '../../management-keys/management-key.ts';
import { revokeManagementKey } from '../../management-keys/revoke-management-key.ts';
import type { OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';

type ManagementKeyOperation =
  | 'management_keys.list'
  | 'management_keys.create'
  | 'management_keys.revoke';

type WireKey = OutputOf<'management_keys.list'>['management_keys'][number];

export function managementKeyHandlers(deps: ManagementDeps): HandlersOf<ManagementKeyOperation> {
  const { managementKeys, managementKeyCallers, browser, clock } = deps;
  return {
    'management_keys.list': () => ({
      management_keys: managementKeys.list().map((key) => viewKey(key, clock())),
    }),
    'management_keys.create': ({ label, role, expires_at }, { actor }) => {
      const expiresAt = expires_at === undefined ? null : Date.parse(expires_at);
      const { managementKey, key } = createManagementKey(deps, { label, role, expiresAt }, actor);
      const door = browser.address();
      return {
        ...viewKey(managementKey, clock()),
        key,
        shown_once: true,
        address: door === null ? null : `${door}/api`,
      };
    },
    'management_keys.revoke': ({ management_key }, { actor }) => {
      const { id } = revokeManagementKey(deps, management_key, actor);
      managementKeyCallers.end(id);
      return undefined;
    },
  };
}

function viewKey(key: ManagementKey, now: number): WireKey {
  return {
    id: key.id,
    label: key.label,
    role: key.role,
    preview: key.preview,
    status: statusAt(key, now),
    created_at: isoTime(key.createdAt),
    last_used_at: isoTimeOrNull(key.lastUsedAt),
    expires_at: isoTimeOrNull(key.expiresAt),
    revoked_at: isoTimeOrNull(key.revokedAt),
  };
}
