import { row } from './error-row.ts';

export const vaultErrors = {
  vault_locked: row(
    503,
    'api_error',
    () => 'Latchport is locked. Unlock it with: latchport unlock',
  ),
  vault_passphrase_wrong: row(
    403,
    'permission_error',
    () => 'The passphrase does not open this vault. Nothing was changed; try again.',
  ),
  vault_passphrase_missing: row(
    503,
    'api_error',
    () =>
      'This vault is sealed with a passphrase. Unlock it with: latchport unlock, or set LATCHPORT_PASSPHRASE at start.',
  ),
  vault_item_missing: row(
    503,
    'api_error',
    (f: { backend: string }) =>
      `The ${f.backend} vault no longer holds the key of this connection. Enter it again with: latchport connection rotate`,
  ),
  vault_item_damaged: row(
    503,
    'api_error',
    () =>
      'The stored key cannot be opened: the vault item is damaged or was sealed by another master key. Nothing was changed. Restore a backup, or enter the key again with: latchport connection rotate',
  ),
  vault_master_missing: row(
    503,
    'api_error',
    (f: { folder: string }) =>
      `Sealed keys exist but their master key is gone from ${f.folder}. Put the master key file back; a new one is not made, because it could not open them.`,
  ),
  vault_write_failed: row(
    507,
    'api_error',
    (f: { folder: string; reason: string }) =>
      `The vault in ${f.folder} could not be written (${f.reason}). Nothing was changed; free some space or fix the permissions and try again.`,
  ),
  vault_move_failed: row(
    409,
    'conflict_error',
    (f: { reason: string }) => `The vault was not moved: ${f.reason}. Everything is where it was.`,
  ),
  keychain_locked: row(
    503,
    'api_error',
    () => 'The OS keychain is locked. Unlock it (log in to the desktop session) and try again.',
  ),
  keychain_refused: row(
    503,
    'api_error',
    () =>
      'The OS keychain refused access to this item. Allow Latchport in the keychain prompt and try again.',
  ),
  keychain_unavailable: row(
    503,
    'api_error',
    () =>
      'No OS keychain answers on this machine. Start one, or use the file vault: LATCHPORT_VAULT=file, or: latchport vault move file',
  ),
  keychain_timeout: row(
    504,
    'api_error',
    (f: { seconds: number }) =>
      `The OS keychain did not answer within ${f.seconds} s. It may be showing a prompt; answer it and try again.`,
  ),
  reference_invalid: row(
    422,
    'invalid_request_error',
    () => 'A key reference is env:NAME, op://vault/item/field, or exec:command.',
  ),
  reference_unresolved: row(
    503,
    'api_error',
    (f: { scheme: string; reason: string }) =>
      `The key reference (${f.scheme}) could not be resolved: ${f.reason}. Nothing was changed.`,
  ),
};
