/** Runs inside the test's own desktop session: the real keychain backend, told what to do on stdin. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { AsyncEntry } from '@napi-rs/keyring';
import { isKeychainAvailable, KeychainBackend } from '../../src-proxy/vault/keychain-backend.ts';
import { createNativeKeyring } from '../../src-proxy/vault/native-keyring.ts';
import { Secret } from '../../src-proxy/vault/secret.ts';
import type { VaultRef } from '../../src-proxy/vault/vault-backend.ts';
import { codeOf } from './error-code.ts';

export type KeychainOrder =
  | { readonly does: 'read' | 'remove' | 'duplicate'; readonly ref: VaultRef }
  | { readonly does: 'write'; readonly ref: VaultRef; readonly value: string }
  | { readonly does: 'status' | 'isAvailable' }
  | { readonly does: 'startDaemon'; readonly password: string | null }
  | { readonly does: 'signalDaemon'; readonly signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' };

export interface KeychainAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly code?: string;
}

const timeoutMs = Number(process.argv[2]);
const options = { openEntry: createNativeKeyring(), timeoutMs };
const backend = new KeychainBackend(options);
let daemon: ChildProcess | null = null;

async function carryOut(order: KeychainOrder): Promise<unknown> {
  switch (order.does) {
    case 'read':
      return (await backend.read(order.ref)).expose();
    case 'write':
      return backend.write(order.ref, new Secret(order.value));
    case 'remove':
      return backend.remove(order.ref);
    case 'duplicate':
      return AsyncEntry.withTarget('default', 'Latchport', order.ref.itemId, {
        linux: { store: 'secret-service' },
      }).setPassword('duplicate');
    case 'status':
      return backend.status();
    case 'isAvailable':
      return isKeychainAvailable(options);
    case 'startDaemon':
      return startDaemon(order.password);
    case 'signalDaemon':
      return signalDaemon(order.signal);
  }
}

async function startDaemon(password: string | null): Promise<void> {
  const unlock = password === null ? [] : ['--unlock'];
  daemon = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...unlock], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin?.end(password ?? '');
  await untilOwned(true);
}

async function signalDaemon(signal: NodeJS.Signals): Promise<void> {
  daemon?.kill(signal);
  if (signal === 'SIGKILL') await untilOwned(false);
}

async function untilOwned(isOwned: boolean): Promise<void> {
  const query = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus'];
  const call = ['/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const answer = execFileSync('dbus-send', [...query, ...call], { encoding: 'utf8' });
  if (answer.includes('true') === isOwned) return;
  await delay(20);
  await untilOwned(isOwned);
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, ...order }: KeychainOrder & { readonly id: number } = JSON.parse(line);
    void carryOut(order).then(
      (result) => console.log(JSON.stringify({ id, result })),
      (error: unknown) => console.log(JSON.stringify({ id, code: codeOf(error) })),
    );
  })
  .on('close', () => {
    daemon?.kill('SIGKILL');
    process.exit(0);
  });
