/**
 * The operating system's keychain as the library gives it: macOS Keychain, Windows Credential Manager,
 * Secret Service. Loaded at the first use, for a quick start.
 */
import type { AsyncEntry } from '@napi-rs/keyring';
import { isStaleConnection } from './keychain-failure.ts';

/** One item of a keychain. A call may hang for as long as a prompt is on the screen. */
export interface KeyringEntry {
  /** `null` when there is no such item. */
  getSecret(signal: AbortSignal): Promise<ArrayLike<number> | null>;
  setSecret(secret: Uint8Array, signal: AbortSignal): Promise<void>;
  deleteCredential(signal: AbortSignal): Promise<boolean>;
}

export type OpenEntry = (account: string) => KeyringEntry;

const SERVICE = 'Latchport';
const MAX_KEPT = 64;

/**
 * Without a pin the library falls back to the kernel's key ring, which forgets everything at the next
 * start of the machine, and does not say so.
 */
const PINNED = { linux: { store: 'secret-service' } } as const;

/**
 * Entries are kept: on Linux making one opens a connection to the session bus, on the calling thread,
 * in 5 ms - or in 2 s when the keychain's process hangs. A kept entry whose connection has gone stale
 * is made anew once.
 */
export function createNativeKeyring(): OpenEntry {
  const kept = new Map<string, AsyncEntry>();

  async function make(account: string): Promise<AsyncEntry> {
    const keyring = await import('@napi-rs/keyring');
    const entry = new keyring.AsyncEntry(SERVICE, account, PINNED);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= MAX_KEPT) kept.delete(oldest);
    kept.set(account, entry);
    return entry;
  }

  async function use<T>(account: string, call: (entry: AsyncEntry) => Promise<T>): Promise<T> {
    const entry = kept.get(account);
    if (!entry) return call(await make(account));
    try {
      return await call(entry);
    } catch (error) {
      if (!isStaleConnection(error)) throw error;
      kept.delete(account);
    }
    return call(await make(account));
  }

  return (account) => ({
    getSecret: (signal) => use(account, (entry) => entry.getSecret(signal)),
    setSecret: (secret, signal) => use(account, (entry) => entry.setSecret(secret, signal)),
    deleteCredential: (signal) => use(account, (entry) => entry.deleteCredential(signal)),
  });
}
