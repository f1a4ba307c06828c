import type { AppError } from '../../src-proxy/errors.ts';
import type { Secret } from '../../src-proxy/vault/secret.ts';
import type { VaultRef } from '../../src-proxy/vault/vault-backend.ts';
import { MemoryBackend } from './memory-backend.ts';

/** A memory vault whose reads can be held back after they have seen the item, and whose calls can fail. */
export class HeldBackend extends MemoryBackend {
  /** What every call fails with; null for nothing. */
  failure: AppError | null = null;
  #held: Promise<void> | null = null;
  #release: () => void = () => undefined;

  hold(): void {
    this.#held = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  release(): void {
    this.#release();
    this.#held = null;
  }

  override async read(ref: VaultRef): Promise<Secret> {
    if (this.failure) throw this.failure;
    const secret = await super.read(ref);
    await this.#held;
    return secret;
  }

  override async write(ref: VaultRef, secret: Secret): Promise<void> {
    if (this.failure) throw this.failure;
    await super.write(ref, secret);
  }

  override async remove(ref: VaultRef): Promise<void> {
    if (this.failure) throw this.failure;
    await super.remove(ref);
  }
}
