import { AppError } from '../errors.ts';
import type { VirtualKeyDeps } from './virtual-key-deps.ts';
import { statusAt, type VirtualKey } from './virtual-key.ts';

/** A key that was not revoked: it may have expired, and can then be extended. @throws virtual_key_not_found, virtual_key_ambiguous, virtual_key_ended */
export function findUnrevokedKey(deps: VirtualKeyDeps, name: string): VirtualKey {
  const key = deps.virtualKeys.find(name);
  if (key.status === 'revoked') throw ended(key, 'revoked');
  return key;
}

/** A key that still works, if only after its pause. @throws as `findUnrevokedKey` */
export function findLivingKey(deps: VirtualKeyDeps, name: string): VirtualKey {
  const key = findUnrevokedKey(deps, name);
  if (statusAt(key, deps.clock()) === 'expired') throw ended(key, 'expired');
  return key;
}

const ended = ({ label }: VirtualKey, status: 'revoked' | 'expired'): AppError =>
  new AppError('virtual_key_ended', { label, status });
