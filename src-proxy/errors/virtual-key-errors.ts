import { list, row } from './error-row.ts';

export const virtualKeyErrors = {
  virtual_key_missing: row(
    401,
    'authentication_error',
    () =>
      'No virtual key was sent. Send "Authorization: Bearer sk-lp-...". Create one with: latchport key create --label my-app',
  ),
  virtual_key_misplaced: row(
    400,
    'invalid_request_error',
    () =>
      'A virtual key stands in the path of this address, where it would go on to the provider. Send it as "Authorization: Bearer sk-lp-...".',
  ),
  virtual_key_mistyped: row(
    401,
    'authentication_error',
    () =>
      'This is not a Latchport virtual key, or it was mistyped. Virtual keys start with sk-lp- and are copied whole. A provider key does not belong here: add it with: latchport connection add',
  ),
  virtual_key_unknown: row(
    401,
    'authentication_error',
    () =>
      'This virtual key is not known here. It may belong to another data folder. See: latchport key list',
  ),
  virtual_key_regenerated: row(
    401,
    'authentication_error',
    (f: { label: string }) =>
      `This is a former key of "${f.label}", which was regenerated. Use the key that was shown then, or make a new one with: latchport key regenerate "${f.label}"`,
  ),
  virtual_key_revoked: row(
    401,
    'authentication_error',
    () => 'This virtual key was revoked. Create another with: latchport key create',
  ),
  virtual_key_expired: row(
    401,
    'authentication_error',
    (f: { expiredAt: string }) =>
      `This virtual key expired at ${f.expiredAt}. Extend it with: latchport key update --expires 30d, or create another.`,
  ),
  virtual_key_paused: row(
    403,
    'permission_error',
    (f: { label: string }) =>
      `The virtual key "${f.label}" is paused. Resume it with: latchport key resume "${f.label}"`,
  ),
  virtual_key_not_found: row(
    404,
    'not_found_error',
    (f: { name: string }) => `There is no virtual key "${f.name}". See: latchport key list`,
  ),
  virtual_key_ambiguous: row(
    409,
    'conflict_error',
    (f: { name: string; ids: readonly string[] }) =>
      `Several virtual keys are labelled "${f.name}". Use one of these ids: ${list(f.ids)}.`,
  ),
  virtual_key_ended: row(409, 'conflict_error', (f: { label: string; status: string }) =>
    f.status === 'expired'
      ? `The virtual key "${f.label}" has expired. Extend it with: latchport key update --expires 30d`
      : `The virtual key "${f.label}" is ${f.status} and cannot be used again. Create another with: latchport key create`,
  ),
  virtual_key_label_taken: row(
    409,
    'conflict_error',
    (f: { label: string }) =>
      `There is a virtual key labelled "${f.label}" already. Choose another label, or revoke that one first.`,
  ),
};
