import { AppError } from '../../src-proxy/errors.ts';
import type { Secret } from '../../src-proxy/vault/secret.ts';
import type { BackendStatus, VaultBackend, VaultRef } from '../../src-proxy/vault/vault-backend.ts';

/** A vault that forgets at exit. Counts its reads, so that a test can see which were spared. */
export class MemoryBackend implements VaultBackend {
  reads = 0;
  readonly #items = new Map<string, Secret>();

  async read(ref: VaultRef): Promise<Secret> {
    this.reads += 1;
    const secret = this.#items.get(ref.itemId);
    if (!secret) throw new AppError('vault_item_missing', { backend: 'memory' });
    return secret;
  }

  async write(ref: VaultRef, secret: Secret): Promise<void> {
    this.#items.set(ref.itemId, secret);
  }

  async remove(ref: VaultRef): Promise<void> {
    this.#items.delete(ref.itemId);
  }

  async status(): Promise<BackendStatus> {
    return {
      backend: 'memory',
      description: 'Keys are in memory and gone at exit.',
      isLocked: false,
      needsPassphrase: false,
    };
  }
}
