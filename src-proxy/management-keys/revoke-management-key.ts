import type { Actor } from '../events/event.ts';
import type { ManagementKeyDeps } from './management-key-deps.ts';
import type { ManagementKey } from './management-key.ts';

/** Ends a key for good; its row stays for the history. Revoking twice is fine. @throws management_key_not_found */
export function revokeManagementKey(
  { managementKeys, events, clock }: ManagementKeyDeps,
  name: string,
  actor: Actor,
): ManagementKey {
  const former = managementKeys.find(name);
  if (former.revokedAt !== null) return former;
  const revoked = { ...former, revokedAt: clock() };
  const { id, label, role, preview } = revoked;
  events.appendWith(
    { type: 'management_key.revoked', actor, subjectId: id, data: { label, role, preview } },
    (append) => managementKeys.save(revoked, append),
  );
  return revoked;
}
