/**
 * The vault of a desktop: one item a connection in the OS keychain, service `Latchport`.
 *
 * Protects against: other users of the machine, a stolen disk as far as the login password does, and
 * whoever reads Latchport's own files. Does not protect against a program that runs as the same user
 * while the keychain is unlocked; macOS alone asks the user before another program reads an item.
 *
 * A keychain can be locked, refuse, hang on a prompt, vanish, or be another one than yesterday. Each has
 * its own code, and none of them makes this backend delete, replace or write anywhere else. A call that
 * is over its time is given up here but may still run inside the library, on one of the few threads the
 * whole process shares, for as long as a prompt is open: hence two calls at once, no more, and the next
 * call for an item only when the last has really ended, lest a late write overtake a newer one.
 */
import { AppError } from '../errors.ts';
import { ItemQueue } from './item-queue.ts';
import { describeKeychainFailure, isSilence } from './keychain-failure.ts';
import type { KeyringEntry, OpenEntry } from './native-keyring.ts';
import { Secret } from './secret.ts';
import type { BackendStatus, VaultBackend, VaultRef } from './vault-backend.ts';

export interface KeychainBackendOptions {
  readonly openEntry: OpenEntry;
  readonly timeoutMs?: number;
  readonly platform?: NodeJS.Platform;
}

const CALLS_AT_ONCE = 2;
const DEFAULT_TIMEOUT_MS = 10_000;
/** CRED_MAX_CREDENTIAL_BLOB_SIZE of wincred.h. */
const WINDOWS_MAX_BYTES = 2560;
/** An item without a key that says "Latchport was here"; no item id can have this name. */
const MARKER = 'Latchport marker: keep';

type Call<T> = (entry: KeyringEntry, signal: AbortSignal) => Promise<T>;

export class KeychainBackend implements VaultBackend {
  readonly #openEntry: OpenEntry;
  readonly #timeoutMs: number;
  readonly #platform: NodeJS.Platform;
  readonly #calls = new ItemQueue(CALLS_AT_ONCE);
  #wasLocked = false;
  #marked: Promise<void> | null = null;

  constructor(options: KeychainBackendOptions) {
    this.#openEntry = options.openEntry;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#platform = options.platform ?? process.platform;
  }

  async read(ref: VaultRef): Promise<Secret> {
    const bytes = await this.#get(ref.itemId);
    if (bytes) return decode(bytes);
    // Tells a lost item from a lost keychain. Both stay as they are.
    if (!(await this.#get(MARKER))) throw new AppError('keychain_replaced');
    throw new AppError('vault_item_missing', { backend: 'keychain' });
  }

  async write(ref: VaultRef, secret: Secret): Promise<void> {
    const bytes = Buffer.from(secret.expose(), 'utf8');
    if (this.#platform === 'win32' && bytes.length > WINDOWS_MAX_BYTES) {
      throw new AppError('vault_secret_too_long', {
        backend: 'keychain',
        maxBytes: WINDOWS_MAX_BYTES,
      });
    }
    await this.probe();
    await this.#call(ref.itemId, (entry, signal) => entry.setSecret(bytes, signal));
  }

  async remove(ref: VaultRef): Promise<void> {
    await this.#call(ref.itemId, (entry, signal) => entry.deleteCredential(signal));
  }

  /** From what the last call found: asking the keychain itself could raise a prompt. */
  async status(): Promise<BackendStatus> {
    return {
      backend: 'keychain',
      description: `Keys are in the ${KEYCHAIN_NAMES[this.#platform] ?? 'OS keychain'}, protected by your login. Any program that runs as you while it is unlocked may ask it for them.`,
      isLocked: this.#wasLocked,
      needsPassphrase: false,
    };
  }

  /**
   * Finds out, by a read and in a new keychain one write, whether it can hold keys; asks once. Writes
   * wait for it in the order they came.
   */
  probe(): Promise<void> {
    this.#marked ??= this.#mark();
    return this.#marked;
  }

  async #mark(): Promise<void> {
    try {
      if (await this.#get(MARKER)) return;
      const note = Buffer.from('Without this item Latchport takes the keychain for another one.');
      await this.#call(MARKER, (entry, signal) => entry.setSecret(note, signal));
    } catch (error) {
      this.#marked = null;
      throw error;
    }
  }

  #get(account: string): Promise<ArrayLike<number> | null> {
    return this.#call(account, (entry, signal) => entry.getSecret(signal));
  }

  async #call<T>(account: string, call: Call<T>): Promise<T> {
    const startedAt = performance.now();
    const seconds = (): number => Math.ceil((performance.now() - startedAt) / 1000);
    const over = new AbortController();
    const outcome = this.#calls.run(account, async () => {
      over.signal.throwIfAborted();
      return call(this.#openEntry(account), over.signal);
    });
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new AppError('keychain_timeout', { seconds: seconds() }));
        over.abort();
      }, this.#timeoutMs);
    });
    try {
      const result = await Promise.race([outcome, timeout]);
      this.#wasLocked = false;
      return result;
    } catch (error) {
      const failure = isSilence(error)
        ? new AppError('keychain_timeout', { seconds: seconds() })
        : describeKeychainFailure(error);
      this.#wasLocked = failure.code === 'keychain_locked';
      throw failure;
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * Whether `auto` should choose the keychain. Only a keychain that is not there counts against it: one that
 * is locked, slow or refuses is the user's own, and keys must not silently go elsewhere instead.
 */
export async function isKeychainAvailable(options: KeychainBackendOptions): Promise<boolean> {
  try {
    await new KeychainBackend({ timeoutMs: 2000, ...options }).probe();
    return true;
  } catch (error) {
    return !(error instanceof AppError && error.code === 'keychain_unavailable');
  }
}

const KEYCHAIN_NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows Credential Manager',
  linux: 'Secret Service of this desktop session (GNOME Keyring, KWallet or the like)',
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: ArrayLike<number>): Secret {
  try {
    return new Secret(decoder.decode(Uint8Array.from(bytes)));
  } catch {
    throw new AppError('vault_item_damaged');
  }
}
