import type { Secret } from '../../src-proxy/vault/secret.ts';
import type { VaultRef } from '../../src-proxy/vault/vault-backend.ts';
import { MemoryBackend } from './memory-backend.ts';

export type VaultMoment =
  | 'beforeRead'
  | 'beforeWrite'
  | 'afterWrite'
  | 'beforeRemove'
  | 'afterRemove';

/** A memory vault that tells what it holds, and whose calls a test can interrupt. */
export class ScriptedBackend extends MemoryBackend {
  readonly itemIds = new Set<string>();
  /** What happens at each moment; throwing makes the call fail. */
  at: Partial<Record<VaultMoment, (ref: VaultRef) => void | Promise<void>>> = {};

  override async read(ref: VaultRef): Promise<Secret> {
    await this.at.beforeRead?.(ref);
    return super.read(ref);
  }

  override async write(ref: VaultRef, secret: Secret): Promise<void> {
    await this.at.beforeWrite?.(ref);
    await super.write(ref, secret);
    this.itemIds.add(ref.itemId);
    await this.at.afterWrite?.(ref);
  }

  override async remove(ref: VaultRef): Promise<void> {
    await this.at.beforeRemove?.(ref);
    await super.remove(ref);
    this.itemIds.delete(ref.itemId);
    await this.at.afterRemove?.(ref);
  }
}
