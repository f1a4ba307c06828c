import { row } from './error-row.ts';

export const managementKeyErrors = {
  management_key_mistyped: row(
    401,
    'authentication_error',
    () =>
      'This management key was mistyped. Management keys start with mk-lp- and are copied whole.',
  ),
  management_key_unknown: row(
    401,
    'authentication_error',
    () =>
      'This management key is not known here. It may belong to another data folder. See: latchport management-key list',
  ),
  management_key_ended: row(
    401,
    'authentication_error',
    (f: { status: 'revoked' | 'expired' }) =>
      `This management key ${f.status === 'revoked' ? 'was revoked' : 'has expired'}. Create another with: latchport management-key create`,
  ),
  management_key_role: row(
    403,
    'permission_error',
    (f: { label: string; role: string; needed: readonly string[] }) =>
      `The management key "${f.label}" has the role ${f.role}, which may not do this; it needs the role ${f.needed.join(' or ')}.`,
  ),
  management_key_misplaced: row(
    401,
    'authentication_error',
    () =>
      'This is a management key, which makes no model calls. Send a virtual key (sk-lp-...) here, and the management key to the address that latchport serve --management-port shows.',
  ),
  management_key_not_found: row(
    404,
    'not_found_error',
    (f: { name: string }) =>
      `There is no management key "${f.name}". See: latchport management-key list`,
  ),
  management_key_label_taken: row(
    409,
    'conflict_error',
    (f: { label: string }) =>
      `There is a management key labelled "${f.label}" already. Choose another label, or revoke that one first.`,
  ),
};
