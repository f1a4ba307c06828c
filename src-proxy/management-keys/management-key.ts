/** Owner: everything. Admin: everything but management keys. Member: looks, and changes nothing. */
export type ManagementRole = 'owner' | 'admin' | 'member';

/** What a script manages Latchport with, through the browser door. Only its SHA-256 is kept. */
export interface ManagementKey {
  readonly id: string;
  readonly label: string;
  readonly role: ManagementRole;
  /** Prefix and last characters, e.g. `mk-lp-3fA9...x7Qz`. */
  readonly preview: string;
  readonly hash: Buffer;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export type ManagementKeyStatus = 'active' | 'revoked' | 'expired';

export function statusAt(
  { revokedAt, expiresAt }: Pick<ManagementKey, 'revokedAt' | 'expiresAt'>,
  now: number,
): ManagementKeyStatus {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && now >= expiresAt ? 'expired' : 'active';
}
