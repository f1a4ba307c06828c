import { AppError } from '../errors.ts';
import type { VirtualKeys } from './virtual-keys.ts';

/**
 * A label names one virtual key of a workspace, because people and the CLI address keys by it. An expired
 * key still holds its label: it can be extended. A revoked one has given it up.
 *
 * @throws virtual_key_label_taken
 */
export function refuseTakenLabel(
  virtualKeys: VirtualKeys,
  workspaceId: string,
  label: string,
  exceptId?: string,
): void {
  const isTaken = virtualKeys
    .list()
    .some(
      (key) =>
        key.workspaceId === workspaceId &&
        key.label === label &&
        key.status !== 'revoked' &&
        key.id !== exceptId,
    );
  if (isTaken) throw new AppError('virtual_key_label_taken', { label });
}
