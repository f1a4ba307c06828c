import type { VirtualKey } from '../../virtual-keys/virtual-key.ts';

/** `GET /v1/me`: who the virtual key says the caller is. Times are ISO 8601. */
export function describeCaller(caller: VirtualKey): unknown {
  return {
    object: 'virtual_key',
    key_id: caller.id,
    workspace_id: caller.workspaceId,
    label: caller.label,
    app: caller.app,
    environment: caller.environment,
    tags: caller.tags,
    key_preview: caller.preview,
    allowed_models: caller.allowedModels,
    created_at: new Date(caller.createdAt).toISOString(),
    expires_at: caller.expiresAt === null ? null : new Date(caller.expiresAt).toISOString(),
  };
}
