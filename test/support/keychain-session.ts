/**
 * A real Secret Service of a test's own: a session bus, gnome-keyring on it, and a child process inside
 * that session which runs the real keychain backend and is told what to do by lines of JSON.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Secret } from '../../src-proxy/vault/secret.ts';
import type { VaultBackend, VaultRef } from '../../src-proxy/vault/vault-backend.ts';
import type { KeychainAnswer, KeychainOrder } from './keychain-child.ts';

export interface KeychainSession {
  readonly backend: VaultBackend;
  readonly isAvailable: () => Promise<boolean>;
  /** Starts gnome-keyring; without the password the keys stay locked. */
  readonly startDaemon: (password: string | null) => Promise<void>;
  readonly signalDaemon: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => Promise<void>;
  /** Stores a second item that the keychain takes for the same one. */
  readonly duplicate: (ref: VaultRef) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface SessionOptions {
  /** Where the keyring's files are; kept by the caller. A fresh one when left out. */
  readonly home?: string;
  /** False: the child finds no session bus at all. */
  readonly hasBus?: boolean;
  /** Rules of the bus, as XML. */
  readonly policy?: string;
  readonly timeoutMs?: number;
}

/** No service folder: the bus starts nothing by itself, so that gone means gone. */
const busConfig = (policy: string): string => `<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    ${policy}
  </policy>
</busconfig>
`;

export async function startKeychainSession(options: SessionOptions = {}): Promise<KeychainSession> {
  const scratch = await mkdtemp(join(tmpdir(), 'latchport-keychain-'));
  const config = join(scratch, 'bus.conf');
  await writeFile(config, busConfig(options.policy ?? ''));
  const program = [
    process.execPath,
    join(import.meta.dirname, 'keychain-child.ts'),
    String(options.timeoutMs ?? 10_000),
  ];
  const session = ['dbus-run-session', `--config-file=${config}`, '--'];
  const [command = '', ...args] = options.hasBus === false ? program : [...session, ...program];
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOME: options.home ?? scratch },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ask = orderOver(child);
  return {
    backend: {
      read: async (ref) => new Secret((await ask({ does: 'read', ref })).value ?? ''),
      write: async (ref, secret) => {
        await ask({ does: 'write', ref, value: secret.expose() });
      },
      remove: async (ref) => {
        await ask({ does: 'remove', ref });
      },
      status: async () => {
        const { status } = await ask({ does: 'status' });
        if (!status) throw new Error('the child gave no status');
        return status;
      },
    },
    isAvailable: async () => (await ask({ does: 'isAvailable' })).isAvailable === true,
    startDaemon: async (password) => {
      await ask({ does: 'startDaemon', password });
    },
    signalDaemon: async (signal) => {
      await ask({ does: 'signalDaemon', signal });
    },
    duplicate: async (ref) => {
      await ask({ does: 'duplicate', ref });
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** Sends orders and pairs each answer with its order; an answer's code is thrown as an error's. */
function orderOver(child: ChildProcess): (order: KeychainOrder) => Promise<KeychainAnswer> {
  const waiting = new Map<number, (answer: KeychainAnswer) => void>();
  let count = 0;
  if (!child.stdout || !child.stdin) throw new Error('the child has no pipes');
  const { stdin, stdout } = child;
  createInterface({ input: stdout }).on('line', (line) => {
    if (!line.startsWith('{')) return;
    const answer: KeychainAnswer = JSON.parse(line);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return async (order) => {
    const id = (count += 1);
    const answer = await new Promise<KeychainAnswer>((resolve) => {
      waiting.set(id, resolve);
      stdin.write(`${JSON.stringify({ id, ...order })}\n`);
    });
    if (answer.code === undefined) return answer;
    throw Object.assign(new Error(answer.code), { code: answer.code });
  };
}
