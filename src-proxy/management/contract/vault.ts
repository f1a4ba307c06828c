import { z } from 'zod';
import { operation } from './operation.ts';
import { count } from './scalars.ts';

const backend = z.enum(['keychain', 'file']);

export const passphrase = z.string().min(1).max(1024).meta({ writeOnly: true });

export const vaultStatus = z.strictObject({
  backend: z.enum(['keychain', 'file', 'memory']),
  /** One sentence: what protects the keys, and what does not. */
  description: z.string(),
  is_locked: z.boolean(),
  needs_passphrase: z.boolean(),
});

export const vaultOperations = {
  'vault.status': operation({
    method: 'GET',
    path: '/vault',
    summary: 'Where provider keys are kept and what protects them.',
    input: z.strictObject({}),
    output: vaultStatus,
  }),
  'vault.rotate_master': operation({
    method: 'POST',
    path: '/vault/rotate',
    summary: 'Seals every provider key anew under a new master key, with the engine running.',
    input: z.strictObject({}),
    output: z.strictObject({
      version: count,
      resealed: count,
      /** Items that could not be opened: left as they are, with the master key they need. */
      left: count,
    }),
  }),
  'vault.set_passphrase': operation({
    method: 'POST',
    path: '/vault/passphrase',
    summary:
      'Sets or changes the passphrase of the file vault; null leaves it to file permissions.',
    input: z.strictObject({ passphrase: passphrase.nullable() }),
    output: vaultStatus,
    isSecretBearing: true,
  }),
  'vault.move': operation({
    method: 'POST',
    path: '/vault/move',
    summary: 'Copies every provider key to another backend, verifies them, then erases the former.',
    input: z.strictObject({
      to: backend,
      /** Seals the file vault; without one it is protected by file permissions only. */
      passphrase: passphrase.exactOptional(),
    }),
    output: z.strictObject({
      moved: count,
      /** Copies that could not be erased from the former backend and stay readable there. */
      not_erased: count,
      vault: vaultStatus,
    }),
    isSecretBearing: true,
  }),
};
