/**
 * What the rest of the engine knows of keys. It keeps what was resolved for up to five minutes, sealed;
 * it forgets it when the vault is locked or the key changes; and a read that was under way when that
 * happened cannot bring it back.
 */
import { AppError } from '../errors.ts';
import { cacheIdOf, type KeyedSource, type KeySource, originOf } from './key-source.ts';
import { ItemQueue } from './item-queue.ts';
import { copyItems, eraseItems, type Move } from './move-items.ts';
import { SealedCache } from './sealed-cache.ts';
import type { Secret } from './secret.ts';
import type {
  BackendStatus,
  MasterControl,
  Progress,
  Rotation,
  VaultBackend,
  VaultRef,
} from './vault-backend.ts';

export interface VaultOptions {
  readonly backend: VaultBackend;
  readonly resolveReference: (uri: string) => Promise<Secret>;
  /** Milliseconds. */
  readonly now: () => number;
}

export interface VaultStatus extends BackendStatus {
  /** How many keys are in memory, sealed. */
  readonly cached: number;
}

interface Flight {
  readonly origin: string;
  readonly secret: Promise<Secret>;
}

export class Vault {
  readonly #resolveReference: (uri: string) => Promise<Secret>;
  readonly #cache: SealedCache;
  /** Reads under way, by cache id. One that is taken off this map no longer reaches the cache. */
  readonly #flights = new Map<string, Flight>();
  /** Changes happen one after the other: they are rare, and a move must see none beside it. */
  readonly #changes = new ItemQueue();
  #backend: VaultBackend;
  #isLocked = false;
  #lockCount = 0;

  constructor(options: VaultOptions) {
    this.#backend = options.backend;
    this.#resolveReference = options.resolveReference;
    this.#cache = new SealedCache(options.now);
  }

  get isLocked(): boolean {
    return this.#isLocked || this.#backend.master?.isLocked === true;
  }

  /** The key if it is in memory. On the path of every request. @throws vault_locked */
  readCached(source: KeySource): Secret | null {
    this.#requireUnlocked();
    return source.kind === 'none' ? null : this.#cache.get(cacheIdOf(source), originOf(source));
  }

  /** The key, or null for a connection without one. Reads of one source at one time share one call. */
  async read(source: KeySource): Promise<Secret | null> {
    const cached = this.readCached(source);
    if (cached || source.kind === 'none') return cached;
    const origin = originOf(source);
    const flying = this.#flights.get(cacheIdOf(source));
    const secret = await (flying?.origin === origin ? flying : this.#takeOff(source)).secret;
    this.#requireUnlocked();
    return secret;
  }

  async write(ref: VaultRef, secret: Secret): Promise<void> {
    await this.#change(ref, async () => {
      this.#requireUnlocked();
      await this.#backend.write(ref, secret);
    });
  }

  /** Works while locked too: disconnecting must always be possible. */
  async remove(ref: VaultRef): Promise<void> {
    await this.#change(ref, () => this.#backend.remove(ref));
  }

  /** Drops what is in memory of an item, or of the reference with this cache id. */
  forget(ref: Pick<VaultRef, 'itemId'>): void {
    this.#flights.delete(ref.itemId);
    this.#cache.drop(ref.itemId);
  }

  lock(): void {
    this.#isLocked = true;
    this.#lockCount += 1;
    this.#flights.clear();
    this.#cache.clear();
    this.#backend.master?.lock();
  }

  /** @throws vault_passphrase_wrong, vault_passphrase_missing; vault_locked when locked meanwhile */
  async unlock(passphrase?: Secret): Promise<void> {
    const before = this.#lockCount;
    await this.#backend.master?.unlock(passphrase);
    if (this.#lockCount !== before) {
      this.#backend.master?.lock();
      throw new AppError('vault_locked');
    }
    this.#isLocked = false;
  }

  async status(): Promise<VaultStatus> {
    const status = await this.#backend.status();
    return { ...status, isLocked: status.isLocked || this.isLocked, cached: this.#cache.size };
  }

  /** @throws vault_master_not_ours on a keychain */
  async rotateMaster(onProgress?: (progress: Progress) => void): Promise<Rotation> {
    const master = await this.#master();
    return master.rotate(onProgress);
  }

  /** Sets, changes or, with null, removes the passphrase. @throws vault_master_not_ours */
  async setPassphrase(passphrase: Secret | null): Promise<void> {
    const master = await this.#master();
    await master.setPassphrase(passphrase);
  }

  /** Gives the items that were moved but could not be erased from the old backend. @throws vault_move_failed */
  async moveTo(backend: VaultBackend, move: Move): Promise<readonly VaultRef[]> {
    return this.#changes.run('', async () => {
      this.#requireUnlocked();
      const old = this.#backend;
      await copyItems(old, backend, move);
      this.#backend = backend;
      if (this.#isLocked) backend.master?.lock();
      return eraseItems(old, move.refs);
    });
  }

  #requireUnlocked(): void {
    if (this.isLocked) throw new AppError('vault_locked');
  }

  async #master(): Promise<MasterControl> {
    this.#requireUnlocked();
    const { master } = this.#backend;
    if (master) return master;
    const { backend } = await this.#backend.status();
    throw new AppError('vault_master_not_ours', { backend });
  }

  /** Forgets afterwards, whatever came of it: a read meanwhile may have kept the former key. */
  #change(ref: VaultRef, change: () => Promise<void>): Promise<void> {
    return this.#changes.run('', async () => {
      try {
        await change();
      } finally {
        this.forget(ref);
      }
    });
  }

  #takeOff(source: KeyedSource): Flight {
    const id = cacheIdOf(source);
    const origin = originOf(source);
    const flight: Flight = {
      origin,
      secret: this.#resolve(source).then(
        (secret) => {
          if (this.#land(id, flight)) this.#cache.set(id, origin, secret);
          return secret;
        },
        (error: unknown) => {
          this.#land(id, flight);
          throw error;
        },
      ),
    };
    this.#flights.set(id, flight);
    return flight;
  }

  /** Whether the flight was still wanted. */
  #land(id: string, flight: Flight): boolean {
    return this.#flights.get(id) === flight && this.#flights.delete(id);
  }

  #resolve(source: KeyedSource): Promise<Secret> {
    return source.kind === 'item'
      ? this.#backend.read(source.ref)
      : this.#resolveReference(source.uri);
  }
}
