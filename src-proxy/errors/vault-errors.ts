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
    (f: { folder: string; file: string }) =>
      `Sealed keys exist in ${f.folder}, but ${f.file}, needed to open them, is gone. Put it back; a new one is not made, because it could not open them.`,
  ),
  vault_file_unreadable: row(
    503,
    'api_error',
    (f: { folder: string; file: string }) =>
      `${f.file} in ${f.folder} is damaged or was written by a newer Latchport. Nothing was changed; update Latchport, or restore the file from a backup.`,
  ),
  vault_read_failed: row(
    503,
    'api_error',
    (f: { folder: string; reason: string }) =>
      `The vault in ${f.folder} could not be read (${f.reason}). Nothing was changed; fix that and try again.`,
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
  vault_secret_too_long: row(
    422,
    'invalid_request_error',
    (f: { backend: string; maxBytes: number }) =>
      `This key is too long for the ${f.backend} vault, which holds ${f.maxBytes} bytes an item. Use the file vault: latchport vault move file`,
  ),
  vault_master_not_ours: row(
    409,
    'conflict_error',
    (f: { backend: string }) =>
      `The ${f.backend} vault has no master key or passphrase of Latchport's own: the operating system guards it. Only the file vault has one.`,
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
  keychain_replaced: row(
    503,
    'api_error',
    () =>
      'The OS keychain that answers holds nothing of Latchport: it was reset, replaced, or is locked without saying so. Nothing was changed. Unlock or restore it, or enter the keys again with: latchport connection rotate',
  ),
  keychain_ambiguous: row(
    503,
    'api_error',
    () =>
      'The OS keychain holds several items for this key, and Latchport will not guess. Remove the extra one named Latchport in the keychain program and try again.',
  ),
  keychain_failed: row(
    503,
    'api_error',
    () =>
      'The OS keychain reported an error of its own. Nothing was changed; try again, or use the file vault: latchport vault move file',
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
