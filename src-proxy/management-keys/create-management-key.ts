import { checkExpiry, checkLabel } from '../connections/text-fields.ts';
import { AppError } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import { hashKey, mintKey, previewKey, randomBase62 } from '../virtual-keys/mint-key.ts';
import type { ManagementKeyDeps } from './management-key-deps.ts';
import type { ManagementKey, ManagementRole } from './management-key.ts';

export interface NewManagementKey {
  readonly label: string;
  readonly role: ManagementRole;
  readonly expiresAt: number | null;
}

/** The only moment a management key is seen in full. */
export interface MintedManagementKey {
  readonly managementKey: ManagementKey;
  readonly key: string;
}

/** @throws field_invalid, management_key_label_taken */
export function createManagementKey(
  { managementKeys, events, clock }: ManagementKeyDeps,
  input: NewManagementKey,
  actor: Actor,
): MintedManagementKey {
  const now = clock();
  const label = checkLabel(input.label);
  const isTaken = managementKeys
    .list()
    .some((other) => other.label === label && other.revokedAt === null);
  if (isTaken) throw new AppError('management_key_label_taken', { label });
  const key = mintKey('mk-lp-');
  const managementKey: ManagementKey = {
    id: `mk_${randomBase62(16)}`,
    label,
    role: input.role,
    preview: previewKey(key),
    hash: hashKey(key),
    createdAt: now,
    lastUsedAt: null,
    expiresAt: input.expiresAt === null ? null : checkExpiry(input.expiresAt, now),
    revokedAt: null,
  };
  const { id, role, preview } = managementKey;
  events.appendWith(
    { type: 'management_key.created', actor, subjectId: id, data: { label, role, preview } },
    (append) => managementKeys.save(managementKey, append),
  );
  return { managementKey, key };
}
