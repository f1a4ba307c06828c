import { AppError } from '../errors.ts';
import { hashKey, isWellFormedKey } from './mint-key.ts';
import { statusAt, type VirtualKey } from './virtual-key.ts';
import type { VirtualKeys } from './virtual-keys.ts';

/** How a key that is still tried has ended. */
export type KeyEnding = 'revoked' | 'regenerated' | 'expired';

/**
 * Whose virtual key this is. Prefix, length and checksum are looked at first, so that nothing
 * malformed is hashed; the digest is found in memory and compared in constant time.
 *
 * @throws virtual_key_missing, virtual_key_mistyped, management_key_misplaced, virtual_key_unknown, virtual_key_regenerated, virtual_key_revoked,
 * virtual_key_expired, virtual_key_paused; nothing else, whatever `presented` holds
 */
export function authenticateKey(
  keys: VirtualKeys,
  presented: string,
  now: number,
  onEnded: (key: VirtualKey, ending: KeyEnding) => void = () => undefined,
): VirtualKey {
  if (presented === '') throw new AppError('virtual_key_missing');
  if (!isWellFormedKey(presented, 'sk-lp-')) throw notAVirtualKey(presented);
  const hash = hashKey(presented);
  const key = keys.findByHash(hash, now);
  if (key === undefined) throw notFound(keys.findRetired(hash), onEnded);
  switch (statusAt(key, now)) {
    case 'active':
      return key;
    case 'paused':
      throw new AppError('virtual_key_paused', { label: key.label });
    case 'expired':
      onEnded(key, 'expired');
      throw new AppError('virtual_key_expired', {
        expiredAt: new Date(key.expiresAt ?? now).toISOString(),
      });
    case 'revoked':
      onEnded(key, 'revoked');
      break;
  }
  throw new AppError('virtual_key_revoked');
}

function notFound(
  former: VirtualKey | undefined,
  onEnded: (key: VirtualKey, ending: KeyEnding) => void,
): AppError {
  if (former === undefined) return new AppError('virtual_key_unknown');
  onEnded(former, 'regenerated');
  return new AppError('virtual_key_regenerated', { label: former.label });
}

function notAVirtualKey(presented: string): AppError {
  return presented.startsWith('mk-lp-')
    ? new AppError('management_key_misplaced')
    : new AppError('virtual_key_mistyped');
}
