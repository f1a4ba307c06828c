import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-proxy/errors.ts';
import { isKeychainAvailable, KeychainBackend } from '../../../src-proxy/vault/keychain-backend.ts';
import { Secret } from '../../../src-proxy/vault/secret.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import { FakeKeyring } from '../../support/fake-keyring.ts';
import { refOf } from '../../support/open-test-vault.ts';
import { describeVaultContract } from '../../support/vault-contract.ts';

const A = refOf('conn_a');
const B = refOf('conn_b');
const LOCKED = "Couldn't access platform storage: Secret Service: object locked";

function keychain(timeoutMs = 10_000, platform: NodeJS.Platform = 'linux') {
  const keyring = new FakeKeyring();
  const options = { openEntry: keyring.openEntry, timeoutMs, platform };
  return { keyring, vault: new KeychainBackend(options), options };
}

describeVaultContract('keychain (fake keyring)', async () => {
  const { vault, options } = keychain();
  return { backend: vault, reopen: async () => new KeychainBackend(options) };
});

describe('a keychain that fails', () => {
  it.each([
    [LOCKED, 'keychain_locked'],
    ['Platform failure: User canceled the operation.', 'keychain_refused'],
    ['Platform failure: DBus error: no such name', 'keychain_unavailable'],
    ['Entry is matched by 2 credentials: [...]', 'keychain_ambiguous'],
    ['something nobody has seen before', 'keychain_failed'],
  ])('saying "%s" keeps every item, whatever is asked of it', async (failure, code) => {
    const { keyring, vault } = keychain();
    await vault.write(A, new Secret('key of a'));
    const before = new Map(keyring.items);
    keyring.failure = failure;
    expect(await errorCodeOf(vault.read(A))).toBe(code);
    expect(await errorCodeOf(vault.write(A, new Secret('new')))).toBe(code);
    expect(await errorCodeOf(vault.remove(A))).toBe(code);
    expect(keyring.items).toEqual(before);
    keyring.failure = null;
    expect((await vault.read(A)).expose()).toBe('key of a');
  });

  it('repeats nothing of what the keychain said', async () => {
    const { keyring, vault } = keychain();
    keyring.failure = 'DBus error: cannot store sk-proj-canary';
    const error = await vault.write(A, new Secret('x')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(JSON.stringify(error) + String(error)).not.toContain('canary');
  });

  it('is shown as locked after it said so, and no longer when it answers again', async () => {
    const { keyring, vault } = keychain();
    await vault.write(A, new Secret('key of a'));
    keyring.failure = LOCKED;
    await errorCodeOf(vault.read(A));
    expect((await vault.status()).isLocked).toBe(true);
    keyring.failure = null;
    await vault.read(A);
    expect((await vault.status()).isLocked).toBe(false);
  });

  it('is not asked anything for its status, lest it raise a prompt', async () => {
    const { keyring, vault } = keychain();
    await vault.status();
    expect(keyring.done).toEqual([]);
  });
});

describe('a keychain that holds nothing', () => {
  it('of this one key: the item is missing', async () => {
    const { vault } = keychain();
    await vault.write(B, new Secret('another'));
    expect(await errorCodeOf(vault.read(A))).toBe('vault_item_missing');
  });

  it('of Latchport at all: it is another keychain than before', async () => {
    const { keyring, vault } = keychain();
    await vault.write(A, new Secret('key of a'));
    keyring.items.clear();
    expect(await errorCodeOf(vault.read(A))).toBe('keychain_replaced');
    expect(keyring.items.size).toBe(0);
  });

  it('that is text: the item is damaged, and stays', async () => {
    const { keyring, vault } = keychain();
    keyring.items.set('conn_a', Uint8Array.of(0xff, 0xfe, 0xfd));
    expect(await errorCodeOf(vault.read(A))).toBe('vault_item_damaged');
    expect(keyring.items.has('conn_a')).toBe(true);
  });
});

describe('a keychain behind a prompt', () => {
  it('is given up after the time-out, which is named', async () => {
    const { keyring, vault } = keychain(30);
    keyring.showPrompt();
    const error = await vault.read(A).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'keychain_timeout', status: 504 });
    expect(String(error)).toContain('within 1 s');
  });

  it('holds two calls and no more, however many wait', async () => {
    const { keyring, vault } = keychain(30);
    keyring.showPrompt();
    const ids = Array.from({ length: 20 }, (_, index) => `conn_${index}`);
    const codes = await Promise.all(ids.map((id) => errorCodeOf(vault.read(refOf(id)))));
    expect(codes).toEqual(ids.map(() => 'keychain_timeout'));
    expect(keyring.mostAtOnce).toBe(2);
  });

  it('never carries out a write that was given up while it waited for its turn', async () => {
    const { keyring, vault } = keychain(30);
    await vault.write(A, new Secret('former'));
    keyring.showPrompt();
    const first = errorCodeOf(vault.write(A, new Secret('first')));
    const second = errorCodeOf(vault.write(A, new Secret('second')));
    expect(await Promise.all([first, second])).toEqual(['keychain_timeout', 'keychain_timeout']);
    keyring.answerPrompt();
    expect((await vault.read(A)).expose()).toBe('first');
    expect(keyring.done).not.toContain('set conn_a=second');
  });

  it('does not let a late write overtake a newer one', async () => {
    const { keyring, vault } = keychain(40);
    await vault.write(A, new Secret('former'));
    keyring.showPrompt();
    expect(await errorCodeOf(vault.write(A, new Secret('late')))).toBe('keychain_timeout');
    const newer = vault.write(A, new Secret('newer'));
    keyring.answerPrompt();
    await newer;
    expect((await vault.read(A)).expose()).toBe('newer');
  });

  it('answers again once the prompt is answered', async () => {
    const { keyring, vault } = keychain(30);
    await vault.write(A, new Secret('key of a'));
    keyring.showPrompt();
    expect(await errorCodeOf(vault.read(A))).toBe('keychain_timeout');
    keyring.answerPrompt();
    expect((await vault.read(A)).expose()).toBe('key of a');
  });

  it('is called silent when the bus gives up waiting by itself', async () => {
    const { keyring, vault } = keychain();
    keyring.failure = 'Platform failure: DBus error: Did not receive a reply. Possible causes ...';
    expect(await errorCodeOf(vault.read(A))).toBe('keychain_timeout');
  });
});

describe('the Windows Credential Manager', () => {
  it('is told the limit before it is asked to hold more', async () => {
    const { keyring, vault } = keychain(1000, 'win32');
    await vault.write(A, new Secret('x'.repeat(2560)));
    const error = await vault.write(A, new Secret('é'.repeat(1281))).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'vault_secret_too_long', status: 422 });
    expect(String(error)).toContain('2560 bytes');
    expect(keyring.items.get('conn_a')).toHaveLength(2560);
  });

  it('is the only one with that limit', async () => {
    const { vault } = keychain();
    await vault.write(A, new Secret('x'.repeat(100_000)));
    expect((await vault.read(A)).expose()).toHaveLength(100_000);
  });
});

describe('choosing the keychain by itself', () => {
  it('takes one that can hold keys', async () => {
    expect(await isKeychainAvailable(keychain().options)).toBe(true);
  });

  it.each([
    ['there is no bus', 'Platform failure: DBus error: Failed to connect to socket'],
    [
      'there is no place to write',
      "Couldn't access platform storage: Secret Service: no result found",
    ],
    ['the library has no build for this machine', 'Cannot find native binding. npm has a bug'],
  ])('does not when %s', async (_why, failure) => {
    const { keyring, options } = keychain();
    keyring.failure = failure;
    expect(await isKeychainAvailable(options)).toBe(false);
  });

  it.each([LOCKED, 'Platform failure: User canceled the operation.', 'unheard of'])(
    'does, rather than put keys elsewhere, when it says "%s"',
    async (failure) => {
      const { keyring, options } = keychain();
      keyring.failure = failure;
      expect(await isKeychainAvailable(options)).toBe(true);
    },
  );

  it('does when it hangs', async () => {
    const { keyring, options } = keychain(30);
    keyring.showPrompt();
    expect(await isKeychainAvailable(options)).toBe(true);
  });

  it('writes nothing where Latchport has been before', async () => {
    const { keyring, options } = keychain();
    await isKeychainAvailable(options);
    const before = keyring.done.length;
    await isKeychainAvailable(options);
    expect(keyring.done.slice(before)).toEqual([expect.stringMatching(/^get /)]);
  });
});
