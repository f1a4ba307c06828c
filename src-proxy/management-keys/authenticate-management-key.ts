import { AppError } from '../errors.ts';
import { hashKey, isWellFormedKey } from '../virtual-keys/mint-key.ts';
import { statusAt, type ManagementKey } from './management-key.ts';
import type { ManagementKeys } from './management-keys.ts';

/**
 * Whose management key this is. Nothing malformed is hashed; the digest is found in memory and compared in
 * constant time.
 *
 * @throws management_key_mistyped, management_key_unknown, management_key_ended; nothing else, whatever
 * `presented` holds
 */
export function authenticateManagementKey(
  keys: ManagementKeys,
  presented: string,
  now: number,
): ManagementKey {
  if (!isWellFormedKey(presented, 'mk-lp-')) throw new AppError('management_key_mistyped');
  const key = keys.findByHash(hashKey(presented));
  if (key === undefined) throw new AppError('management_key_unknown');
  const status = statusAt(key, now);
  if (status !== 'active') throw new AppError('management_key_ended', { status });
  return key;
}
