import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../../src-proxy/vault/secret.ts';
import { ensureKeychainTools } from '../../support/ensure-keychain-tools.ts';
import { errorCodeOf } from '../../support/error-code.ts';
import {
  type KeychainSession,
  type SessionOptions,
  startKeychainSession,
} from '../../support/keychain-session.ts';
import { refOf } from '../../support/open-test-vault.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { describeVaultContract } from '../../support/vault-contract.ts';

const A = refOf('conn_a');
const PASSWORD = 'login password';
const hasTools = ensureKeychainTools();
if (!hasTools)
  console.warn('SKIPPED: no gnome-keyring and dbus here, so no real keychain was tested.');

async function session(options?: SessionOptions): Promise<KeychainSession> {
  const started = await startKeychainSession(options);
  onTestFinished(() => started.close());
  return started;
}

async function sessionWithKey(options?: SessionOptions): Promise<KeychainSession> {
  const started = await session(options);
  await started.startDaemon(PASSWORD);
  await started.backend.write(A, new Secret('key of a'));
  return started;
}

describe.runIf(hasTools)('the real Secret Service', () => {
  describeVaultContract('keychain (gnome-keyring)', async () => {
    const started = await startKeychainSession();
    await started.startDaemon(PASSWORD);
    return {
      backend: started.backend,
      reopen: async () => {
        await started.signalDaemon('SIGKILL');
        await started.startDaemon(PASSWORD);
        return started.backend;
      },
      close: () => started.close(),
    };
  });

  it('keeps keys over a restart of the session, out of reach of a reader of its files', async () => {
    const home = await temporaryFolder();
    const first = await startKeychainSession({ home });
    await first.startDaemon(PASSWORD);
    await first.backend.write(A, new Secret('key of a'));
    await first.close();
    const folder = join(home, '.local/share/keyrings');
    const files = await readdir(folder);
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'latin1')));
    expect(texts.join('')).not.toContain('key of a');
    const second = await session({ home });
    await second.startDaemon(PASSWORD);
    expect((await second.backend.read(A)).expose()).toBe('key of a');
  });

  it('is locked until the user logs in, which the status then shows', async () => {
    const home = await temporaryFolder();
    const first = await sessionWithKey({ home });
    await first.signalDaemon('SIGKILL');
    const second = await session({ home });
    await second.startDaemon(null);
    expect(await errorCodeOf(second.backend.read(A))).toBe('keychain_locked');
    expect(await errorCodeOf(second.backend.write(A, new Secret('x')))).toBe('keychain_locked');
    expect(await errorCodeOf(second.backend.remove(A))).toBe('keychain_locked');
    expect(await second.backend.status()).toMatchObject({ isLocked: true });
    expect(await second.isAvailable()).toBe(true);
    await second.signalDaemon('SIGKILL');
    await second.startDaemon(PASSWORD);
    expect((await second.backend.read(A)).expose()).toBe('key of a');
  });

  it('that dies is unavailable, and answers again when it is back', async () => {
    const { backend, signalDaemon, startDaemon } = await sessionWithKey();
    await signalDaemon('SIGKILL');
    expect(await errorCodeOf(backend.read(A))).toBe('keychain_unavailable');
    expect(await errorCodeOf(backend.write(A, new Secret('new')))).toBe('keychain_unavailable');
    expect(await errorCodeOf(backend.remove(A))).toBe('keychain_unavailable');
    await startDaemon(PASSWORD);
    expect((await backend.read(A)).expose()).toBe('key of a');
  });

  it('that hangs is given up in time, and answers again when it goes on', async () => {
    const { backend, signalDaemon } = await sessionWithKey({ timeoutMs: 1000 });
    await signalDaemon('SIGSTOP');
    expect(await errorCodeOf(backend.read(A))).toBe('keychain_timeout');
    await signalDaemon('SIGCONT');
    expect((await backend.read(A)).expose()).toBe('key of a');
  });

  it('that the bus does not let us speak to has refused', async () => {
    const policy = '<deny send_destination="org.freedesktop.secrets"/>';
    const { backend, startDaemon } = await session({ policy });
    await startDaemon(PASSWORD);
    expect(await errorCodeOf(backend.read(A))).toBe('keychain_refused');
  });

  it('that is another one than before is said to be', async () => {
    const { backend, startDaemon } = await session();
    await startDaemon(PASSWORD);
    expect(await errorCodeOf(backend.read(A))).toBe('keychain_replaced');
  });

  it('that holds an item twice is not guessed at', async () => {
    const { backend, duplicate } = await sessionWithKey();
    await duplicate(A);
    expect(await errorCodeOf(backend.read(A))).toBe('keychain_ambiguous');
  });

  it('that never had a place to write is not chosen', async () => {
    const { backend, isAvailable, startDaemon } = await session();
    await startDaemon(null);
    expect(await isAvailable()).toBe(false);
    expect(await errorCodeOf(backend.write(A, new Secret('x')))).toBe('keychain_unavailable');
  });

  it('that nobody runs is not chosen', async () => {
    const { backend, isAvailable } = await session();
    expect(await isAvailable()).toBe(false);
    expect(await errorCodeOf(backend.read(A))).toBe('keychain_unavailable');
  });

  it('is unavailable where there is no session bus: nothing goes to the kernel’s key ring', async () => {
    const { backend, isAvailable } = await session({ hasBus: false });
    expect(await isAvailable()).toBe(false);
    expect(await errorCodeOf(backend.write(A, new Secret('x')))).toBe('keychain_unavailable');
  });
});
