/** Runs inside the test's own desktop session: the real keychain backend, told what to do on stdin. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { AsyncEntry } from '@napi-rs/keyring';
import { isKeychainAvailable, KeychainBackend } from '../../src-proxy/vault/keychain-backend.ts';
import { createNativeKeyring } from '../../src-proxy/vault/native-keyring.ts';
import { Secret } from '../../src-proxy/vault/secret.ts';
import type { BackendStatus, VaultRef } from '../../src-proxy/vault/vault-backend.ts';
import { codeOf } from './error-code.ts';

type DaemonOrder =
  | { readonly does: 'startDaemon'; readonly password: string | null }
  | { readonly does: 'signalDaemon'; readonly signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' };

type BackendOrder =
  | { readonly does: 'read'; readonly ref: VaultRef }
  | { readonly does: 'remove'; readonly ref: VaultRef }
  | { readonly does: 'duplicate'; readonly ref: VaultRef }
  | { readonly does: 'write'; readonly ref: VaultRef; readonly value: string }
  | { readonly does: 'status' }
  | { readonly does: 'isAvailable' };

export type KeychainOrder = DaemonOrder | BackendOrder;

export interface KeychainAnswer {
  readonly id: number;
  readonly code?: string;
  readonly value?: string;
  readonly isAvailable?: boolean;
  readonly status?: BackendStatus;
}

type Outcome = Omit<KeychainAnswer, 'id'>;

const timeoutMs = Number(process.argv[2]);
const options = { openEntry: createNativeKeyring(), timeoutMs };
const backend = new KeychainBackend(options);
let daemon: ChildProcess | null = null;

async function carryOut(order: KeychainOrder): Promise<Outcome> {
  if (order.does === 'startDaemon') await startDaemon(order.password);
  else if (order.does === 'signalDaemon') await signalDaemon(order.signal);
  else return askBackend(order);
  return {};
}

async function askBackend(order: BackendOrder): Promise<Outcome> {
  if (order.does === 'status') return { status: await backend.status() };
  if (order.does === 'isAvailable') return { isAvailable: await isKeychainAvailable(options) };
  if (order.does === 'read') return { value: (await backend.read(order.ref)).expose() };
  if (order.does === 'write') await backend.write(order.ref, new Secret(order.value));
  else if (order.does === 'remove') await backend.remove(order.ref);
  else await duplicate(order.ref);
  return {};
}

async function duplicate(ref: VaultRef): Promise<void> {
  const pinned = { linux: { store: 'secret-service' } } as const;
  const twin = AsyncEntry.withTarget('default', 'Latchport', ref.itemId, pinned);
  await twin.setPassword('duplicate');
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
      (outcome) => console.log(JSON.stringify({ id, ...outcome })),
      (error: unknown) => console.log(JSON.stringify({ id, code: codeOf(error) })),
    );
  })
  .on('close', () => {
    daemon?.kill('SIGKILL');
    process.exit(0);
  });
