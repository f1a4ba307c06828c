import { AppError } from '../errors.ts';
import { hashKey, isWellFormedKey } from './mint-key.ts';
import { statusAt, type VirtualKey } from './virtual-key.ts';
import type { VirtualKeys } from './virtual-keys.ts';

/**
 * Whose virtual key this is. Prefix, length and checksum are looked at first, so that nothing
 * malformed is hashed; the digest is found in memory and compared in constant time.
 *
 * @throws virtual_key_missing, virtual_key_mistyped, management_key_misplaced, virtual_key_unknown, virtual_key_revoked,
 * virtual_key_expired, virtual_key_paused; nothing else, whatever `presented` holds
 */
export function authenticateKey(keys: VirtualKeys, presented: string, now: number): VirtualKey {
  if (presented === '') throw new AppError('virtual_key_missing');
  if (!isWellFormedKey(presented, 'sk-lp-')) throw notAVirtualKey(presented);
  const key = keys.findByHash(hashKey(presented), now);
  if (key === undefined) throw new AppError('virtual_key_unknown');
  switch (statusAt(key, now)) {
    case 'active':
      return key;
    case 'paused':
      throw new AppError('virtual_key_paused', { label: key.label });
    case 'expired':
      throw new AppError('virtual_key_expired', {
        expiredAt: new Date(key.expiresAt ?? now).toISOString(),
      });
    case 'revoked':
      break;
  }
  throw new AppError('virtual_key_revoked');
}

function notAVirtualKey(presented: string): AppError {
  return presented.startsWith('mk-lp-')
    ? new AppError('management_key_misplaced')
    : new AppError('virtual_key_mistyped');
}
