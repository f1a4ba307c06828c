import { Secret } from '../../vault/secret.ts';
import type { Vault } from '../../vault/vault.ts';
import type { OutputOf } from '../contract.ts';
import type { HandlersOf } from '../handlers.ts';
import type { ManagementDeps } from '../management-deps.ts';

type VaultOperation =
  | 'vault.status'
  | 'vault.rotate_master'
  | 'vault.set_passphrase'
  | 'vault.move';

export function vaultHandlers({
  vault,
  events,
  moveVault,
}: ManagementDeps): HandlersOf<VaultOperation> {
  return {
    'vault.status': () => viewVault(vault),
    'vault.rotate_master': async (_input, { actor }) => {
      const { version, resealed, left } = await vault.rotateMaster();
      const data = { version, resealed, left };
      events.append({ type: 'vault.rotated', actor, subjectId: null, data });
      return data;
    },
    'vault.set_passphrase': async ({ passphrase }, { actor }) => {
      await vault.setPassphrase(passphrase === null ? null : new Secret(passphrase));
      events.append({
        type: 'settings.changed',
        actor,
        subjectId: null,
        data: { setting: 'vault_passphrase', isSet: passphrase !== null },
      });
      return viewVault(vault);
    },
    'vault.move': async ({ to, passphrase }, { actor }) => {
      const { moved, notErased } = await moveVault(
        to,
        passphrase === undefined ? null : new Secret(passphrase),
      );
      const data = { to, moved, notErased };
      events.append({ type: 'vault.moved', actor, subjectId: null, data });
      return { moved, not_erased: notErased, vault: await viewVault(vault) };
    },
  };
}

export async function viewVault(vault: Vault): Promise<OutputOf<'vault.status'>> {
  const { backend, description, isLocked, needsPassphrase } = await vault.status();
  return { backend, description, is_locked: isLocked, needs_passphrase: needsPassphrase };
}
