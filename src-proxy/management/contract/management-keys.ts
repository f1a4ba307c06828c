import { z } from 'zod';
import { noContent, operation } from './operation.ts';
import { line, name, time } from './scalars.ts';

/** Owner: everything. Admin: everything but management keys. Member: looks, and changes nothing. */
const role = z.enum(['owner', 'admin', 'member']);

/** A management key as every door shows it: itself only by its preview. */
const managementKey = z.strictObject({
  id: z.string(),
  label: z.string(),
  role,
  preview: z.string(),
  status: z.enum(['active', 'revoked', 'expired']),
  created_at: time,
  /** To the minute. */
  last_used_at: time.nullable(),
  expires_at: time.nullable(),
  revoked_at: time.nullable(),
});

export const managementKeyOperations = {
  'management_keys.list': operation({
    method: 'GET',
    path: '/management-keys',
    summary: 'All management keys, oldest first, ended ones included.',
    input: z.strictObject({}),
    output: z.strictObject({ management_keys: z.array(managementKey) }),
    isOwnerOnly: true,
  }),
  'management_keys.create': operation({
    method: 'POST',
    path: '/management-keys',
    summary: 'Makes a management key for scripts and shows it, this once.',
    input: z.strictObject({ label: line, role, expires_at: time.exactOptional() }),
    output: managementKey.extend({
      key: z.string(),
      shown_once: z.literal(true),
      /** Where it is to be sent; null while that door is closed. */
      address: z.string().nullable(),
    }),
    isSecretBearing: true,
    isOwnerOnly: true,
  }),
  'management_keys.revoke': operation({
    method: 'DELETE',
    path: '/management-keys/{management_key}',
    summary: 'Ends a management key, with what it streams.',
    input: z.strictObject({ management_key: name }),
    output: noContent,
    isSecretBearing: true,
    isOwnerOnly: true,
  }),
};
